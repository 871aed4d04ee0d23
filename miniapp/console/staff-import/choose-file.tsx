/** Takes a spreadsheet, by its button or dropped, sends it to be checked and opens the preview. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { FileSpreadsheet } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useLocation } from 'wouter'
import { largestFile } from '../../../service/imports/contract.ts'
import { checkStaffImport } from '../../../service/staff-imports/contract/steps.ts'
import { findStaffImport } from '../../../service/staff-imports/contract/lists.ts'
import { keyOf } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { problemWithout } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Failure } from '../../parts/failure.tsx'
import { Field } from '../../parts/field.tsx'
import { useExplainFile } from './explain-file.ts'
import styles from './staff-import.module.css'

/** A slow line takes its time for some megabytes. */
const patience = 120_000

export function ChooseFile() {
  const { t } = useText()
  const explain = useExplainFile()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [text, setText] = useState('')
  const check = useMutation({
    mutationFn: async ({ file, pasted }: { file: File; pasted?: boolean }) => {
      if (file.size > largestFile) throw problemWithout('spreadsheet_too_large', 413)
      return call(checkStaffImport, {
        params: { importId: newId() },
        query: {
          fileName: file.name.slice(0, 200),
          ...(pasted && { pasted: 'true' as const, encoding: 'utf-8' as const }),
        },
        // the kind that the system gives it does not matter
        body: file.slice(0, file.size, 'application/octet-stream'),
        patience,
      })
    },
    onSuccess: (found) => {
      client.setQueryData(keyOf(findStaffImport, { params: { importId: found.id } }), found)
      navigate(addresses.staffImport(found.id))
    },
  })
  const take = (file: File | null | undefined) => {
    if (file && !check.isPending) check.mutate({ file })
  }
  const takeText = (text: string) => {
    if (!text.trim() || check.isPending) return
    check.mutate({ file: new File([text], t('imports.pasted')), pasted: true })
  }
  usePaste(take, setText)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files.item(0))
  }
  const problem = check.error && explain(check.error)

  return (
    <>
      <div
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileSpreadsheet size={32} aria-hidden />
        <input
          ref={field}
          type="file"
          hidden
          accept=".xlsx,.csv,.txt"
          aria-label={t('imports.choose')}
          onChange={(event) => {
            take(event.target.files?.item(0))
            // the same file may be chosen again, mended
            event.target.value = ''
          }}
        />
        <Button type="primary" loading={check.isPending} onClick={() => field.current?.click()}>
          {t('imports.choose')}
        </Button>
        <span className={styles.quiet} role="status">
          {check.isPending
            ? t('imports.reading', { name: check.variables.file.name })
            : t('imports.drop')}
        </span>
        {problem && (
          <div role="alert" className={styles.problem}>
            <Failure shape="line" error={check.error} explanation={problem} />
          </div>
        )}
      </div>
      <form
        className={styles.paste}
        onSubmit={(event) => {
          event.preventDefault()
          takeText(text)
        }}
      >
        <Field label={t('imports.paste')} help={t('imports.pasteHelp')}>
          {(field) => (
            <Input.TextArea
              {...field}
              rows={3}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) takeText(text)
              }}
            />
          )}
        </Field>
        <Button htmlType="submit" disabled={!text.trim() || check.isPending}>
          {t('imports.pasteCheck')}
        </Button>
      </form>
    </>
  )
}

/** What is pasted anywhere on the page, save into a field. */
function usePaste(onFile: (file: File) => void, onText: (text: string) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]'))
        return
      const file = clipboardData?.files.item(0)
      // a spreadsheet program puts a picture of the cells beside their text
      const text = clipboardData?.getData('text/plain') ?? ''
      if (text) onText(text)
      else if (file) onFile(file)
      else return
      event.preventDefault()
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  })
}
