/** Dresses antd in the tokens of the mini-app, light and dark, and in the reader's language. */
import { App, ConfigProvider, theme, type ThemeConfig } from 'antd'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import { useMemo, type ReactNode } from 'react'
import type { Language } from '../../service/texts/contract.ts'
import { FieldPlace } from '../parts/field.tsx'
import { readTokens } from '../parts/theme.ts'
import { useText } from '../text/texts.tsx'
import './looks.css'
import { useMedia } from './parts/browser.ts'

/** English is built in, but without a locale the pages below would begin again when the language changes. */
const locales: Record<Language, typeof zhCN> = { en: enUS, 'zh-CN': zhCN }

export function Looks({ children }: { children: ReactNode }) {
  const { language } = useText()
  const dark = useMedia('(prefers-color-scheme: dark)')
  const roomy = useMedia('(min-width: 1024px)')
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const look = useMemo(() => themeFor({ dark, roomy, still }), [dark, roomy, still])
  return (
    <ConfigProvider
      theme={look}
      wave={{ disabled: true }}
      componentSize={roomy ? 'middle' : 'large'}
      button={{ autoInsertSpace: false }}
      locale={locales[language]}
    >
      <App message={{ maxCount: 3, top: 16 }}>
        <FieldPlace value="desk">{children}</FieldPlace>
      </App>
    </ConfigProvider>
  )
}

interface Reader {
  dark: boolean
  roomy: boolean
  /** Wants nothing to move: a dialog stands where it is from its first moment. */
  still: boolean
}

function themeFor({ dark, roomy, still }: Reader): ThemeConfig {
  const tokens = readTokens()
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: tokens['accent-fill'],
      colorInfo: tokens.accent,
      colorLink: tokens['accent-ink'],
      colorLinkHover: tokens['accent-ink'],
      colorLinkActive: tokens['accent-ink'],
      colorSuccess: tokens.success,
      colorWarning: tokens.attention,
      colorError: tokens.danger,
      colorText: tokens.text,
      colorTextHeading: tokens.text,
      colorTextSecondary: tokens['text-2'],
      colorTextTertiary: tokens['text-2'],
      colorTextDescription: tokens['text-2'],
      colorTextPlaceholder: tokens['text-2'],
      colorTextQuaternary: tokens.faint,
      colorIcon: tokens['text-2'],
      colorBgLayout: tokens.page,
      colorBgContainer: tokens.card,
      colorBgElevated: tokens.card,
      colorBorderSecondary: tokens.line,
      fontFamily: 'inherit',
      fontSize: roomy ? 14 : 16,
      borderRadius: 8,
      borderRadiusLG: 12,
      borderRadiusSM: 6,
      controlHeight: 36,
      controlHeightLG: roomy ? 44 : 48,
      motion: !still,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.18s',
    },
    components: {
      Button: {
        // white words stand on these
        colorPrimaryHover: tokens['accent-fill-hover'],
        colorPrimaryActive: tokens['accent-fill-hover'],
        colorError: tokens['danger-fill'],
        colorErrorHover: tokens['danger-fill-hover'],
        colorErrorActive: tokens['danger-fill-hover'],
        defaultHoverColor: tokens['accent-ink'],
        defaultHoverBorderColor: tokens['accent-ink'],
        defaultActiveColor: tokens['accent-ink'],
        defaultActiveBorderColor: tokens['accent-ink'],
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 600,
      },
      Modal: { titleFontSize: roomy ? 16 : 18 },
      Segmented: { trackPadding: 3 },
    },
  }
}
