import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import classes from './workspace.module.css'
import type { Fault } from './workspace-faults.ts'
import { useSayNote } from './workspace-notes.ts'
import type { WorkspaceRow } from './workspace-view.ts'

/** Puts the focus on the field, button or link that stands for a place, and brings it into the middle of the screen. */
export function goToPlace(place: string) {
  const found = document.getElementById(place)
  const target = found?.matches('input, button, a') ? found : found?.querySelector<HTMLElement>('input, button, a')
  const shown = target ?? found
  shown?.scrollIntoView({ block: 'center' })
  shown?.focus()
}

const follow = (place: string) => (event: MouseEvent) => {
  event.preventDefault()
  goToPlace(place)
}

/** "Cần sửa: dòng 5, dòng 10", each a link to its field. */
export function FaultLinks({ faults, rows }: { faults: readonly Fault[]; rows: readonly WorkspaceRow[] }) {
  const t = useTranslations('ratings.workspace')
  const places = rows.flatMap(({ caseId, position }) => {
    const own = faults.find((fault) => fault.caseId === caseId)
    return own ? [{ position, place: own.place }] : []
  })
  if (places.length === 0) return null
  const [few, rest] = [places.slice(0, 6), places.length - 6]
  return (
    <span className={classes['mend']}>
      {t('mend')}{' '}
      {few.map(({ position, place }, index) => (
        <span key={position}>
          {index > 0 && ', '}
          <a href={`#${place}`} onClick={follow(place)}>
            {t('row', { position })}
          </a>
        </span>
      ))}
      {rest > 0 && ` ${t('and-more', { count: rest })}`}
    </span>
  )
}

/** Why the file cannot be sent: everything at once, each with the way to its field. Nothing has changed. */
export function FaultNotice({ faults, rows }: { faults: readonly Fault[]; rows: readonly WorkspaceRow[] }) {
  const t = useTranslations('ratings.workspace')
  const sayNote = useSayNote()
  const nameOf = (caseId: string) => {
    const row = rows.find((one) => one.caseId === caseId)
    return row ? t('row-name', { position: row.position, name: row.name }) : ''
  }
  return (
    <Notice tone="error" live="alert" title={t('not-sent', { count: faults.length })}>
      <p>{t('nothing-changed')}</p>
      <ol className={classes['faults']}>
        {faults.map((fault) => (
          <li key={`${fault.code} ${fault.place} ${fault.fields.join()}`}>
            <a href={`#${fault.place}`} onClick={follow(fault.place)}>
              {fault.caseId === null ? t('in-record') : nameOf(fault.caseId)}
            </a>
            {': '}
            {fault.notes.length > 0
              ? fault.notes.map((note) => `${note.screenCode} ${sayNote(note)}`).join(' ')
              : t(`fault.${fault.code}`)}
          </li>
        ))}
      </ol>
    </Notice>
  )
}
