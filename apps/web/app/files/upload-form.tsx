import { Button } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { type DragEvent, type FormEvent, useCallback, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './files.module.css'
import { formatSize } from './format-size.ts'
import { useUpload } from './upload-progress.ts'

/** What an earlier sending without scripts was answered with. */
export type UploadFault = { readonly fault: string; readonly code: string; readonly fileName: string }

type UploadFormProps = {
  /** Address of the record's files. */
  readonly to: string
  readonly requestId: string
  /** The document that the file replaces; null for one of its own. */
  readonly documentId: string | null
  readonly accept: string
  readonly limit: number
  readonly fault?: UploadFault | undefined
}

/** Chooses or drops a file and sends it, with progress where scripts run and as a plain form where they do not. */
export function UploadForm({ to, requestId, documentId, accept, limit, fault }: UploadFormProps) {
  const t = useTranslations('files.upload')
  const [id, form, field] = [useId(), useRef<HTMLFormElement>(null), useRef<HTMLInputElement>(null)]
  const [chosen, setChosen] = useState<File | null>(null)
  const [over, setOver] = useState(false)
  const [missing, setMissing] = useState(false)
  const emptied = useCallback(() => {
    form.current?.reset()
    setChosen(null)
  }, [])
  const { state, send, cancel } = useUpload(`${to}/upload`, emptied)
  const busy = state.step === 'sending' || state.step === 'checking'
  const enhanced = useMounted()
  const refused = state.step === 'refused' ? state.fault : state.step === 'idle' && !chosen ? fault?.fault : undefined
  const problem = missing ? t('choose-first') : state.step === 'broken' ? t('broken') : refused

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    setMissing(!chosen)
    if (chosen) send(new FormData(event.currentTarget))
    else field.current?.focus()
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (busy || !field.current || event.dataTransfer.files.length === 0) return
    field.current.files = event.dataTransfer.files
    choose(event.dataTransfer.files[0] ?? null)
  }
  function choose(file: File | null) {
    setChosen(file)
    setMissing(false)
  }

  return (
    <form
      ref={form}
      method="post"
      action={to}
      encType="multipart/form-data"
      onSubmit={submit}
      className={classes['form']}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-over={over || undefined}
    >
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="documentId" value={documentId ?? ''} />
      <div className={classes['field']}>
        <label htmlFor={id} className={classes['label']}>
          {t(documentId === null ? 'choose' : 'choose-revision')}
        </label>
        <p id={`${id}-help`} className={classes['light']}>
          {t(enhanced ? 'help-drop' : 'help', { limit })}
        </p>
        <input
          ref={field}
          id={id}
          type="file"
          name="file"
          accept={accept}
          required={!enhanced}
          disabled={busy && enhanced}
          aria-describedby={`${id}-help${problem === undefined ? '' : ` ${id}-fault`}`}
          aria-invalid={problem === undefined ? undefined : true}
          onChange={({ currentTarget }) => choose(currentTarget.files?.[0] ?? null)}
          className={classes['file']}
        />
        {problem !== undefined && (
          <p id={`${id}-fault`} role="alert" className={classes['fault']}>
            {problem} {!missing && t('nothing-kept')}
          </p>
        )}
      </div>
      <div className={classes['row']}>
        <Button type="submit" loading={busy} variant={documentId === null ? 'filled' : 'default'}>
          {t(documentId === null ? 'send' : 'send-revision')}
        </Button>
        {busy && (
          <Button type="button" variant="subtle" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
        {state.step === 'sending' && (
          <progress className={classes['bar']} max={1} value={state.share} aria-label={t('progress')} />
        )}
        <p role="status" className={classes['light']}>
          {chosen &&
            !busy &&
            state.step !== 'kept' &&
            t('chosen', { name: chosen.name, size: formatSize(chosen.size) })}
          {state.step === 'sending' && t('sending', { percent: Math.floor(state.share * 100) })}
          {state.step === 'checking' && t('checking')}
          {state.step === 'kept' && !chosen && t('kept')}
        </p>
      </div>
    </form>
  )
}
