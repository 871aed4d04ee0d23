/** Sends mail by the SMTP server of the configuration. */
import nodemailer, { type Transporter } from 'nodemailer'
import { config } from './config.ts'

let transporter: { url: string; smtp: Transporter } | undefined

function smtp(): Transporter {
  const url = config().smtpUrl
  if (transporter?.url !== url) {
    transporter = {
      url,
      smtp: nodemailer.createTransport(url, {
        from: config().mailFrom,
        // a mail server that hangs must not block an event handler
        ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 },
      }),
    }
  }
  return transporter.smtp
}

interface Mail {
  to: string
  subject: string
  text: string
  /** Derived from what causes the mail: a mail server or reader that sees it twice can tell. */
  key: string
}

/** @throws nodemailer's error; its `code` says what, its message may hold addresses and is not logged */
export async function sendMail({ to, subject, text, key }: Mail): Promise<void> {
  const { hostname } = new URL(config().publicUrl)
  await smtp().sendMail({ to, subject, text, messageId: `<${key}@${hostname}>` })
}
