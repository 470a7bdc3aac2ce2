import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ConflictView } from '../ui/conflict-view.tsx'
import { formatTime } from '../ui/format.ts'
import { IconWifiOff } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import type { QueuedSave } from './tally-queue.ts'
import type { TallyQueue } from './use-tally-queue.ts'
import { refusalKey } from './workspace-refusal.ts'

type TallyNoticesProps = {
  queue: TallyQueue
  /** "dòng 5, Đặng Hữu Nghĩa" for the row of a save. */
  nameRow: (row: string) => string
  nameField: (row: string, field: string) => string
  showValue?: (field: string, value: string) => ReactNode
  /** What choosing a side does, for instance to the row's sum, and whether it fits. */
  effect?: (save: QueuedSave, side: 'mine' | 'theirs') => { readonly text: string; readonly fits: boolean } | null
}

/** What holds typed cells on this machine: no line, a lost session, a refusal, or somebody else's save of the same cell. */
export function TallyNotices({ queue, nameRow, nameField, showValue, effect }: TallyNoticesProps) {
  const t = useTranslations('ratings.tally')
  const refusal = useTranslations('ratings.workspace.refusal')
  const { held } = queue
  const refused = queue.queue.filter(({ state, refusal: why }) => state === 'refused' && why?.code !== 'NOT_INTEGER')
  const conflicts = queue.queue.filter(({ state }) => state === 'conflict')
  return (
    <>
      {held && (
        <Notice
          tone="watch"
          icon={IconWifiOff}
          live="status"
          title={t(`held.${held.why}`, { time: formatTime(held.since).slice(0, 5) })}
          end={
            held.why === 'line' ? (
              <Button onClick={queue.retry}>{t('send-now')}</Button>
            ) : (
              <Button component="a" href="/sign-in?again=1" target="_blank" rel="noreferrer">
                {t('sign-in')}
              </Button>
            )
          }
        >
          {t(`held-todo.${held.why}`)} {t(`keeping.${queue.keeping}`)}
        </Notice>
      )}
      {refused.map(({ requestId, row, patch, refusal: why }) => (
        <Notice
          key={requestId}
          tone="error"
          live="alert"
          title={t('not-saved', {
            where: nameRow(row),
            what: Object.entries(patch)
              .map(([field, value]) => `${nameField(row, field)} ${value ?? ''}`.trim())
              .join(', '),
          })}
          end={<Button onClick={() => queue.forget(requestId)}>{t('forget')}</Button>}
        >
          {refusal(`${refusalKey(why?.code ?? '')}.happened`, { name: why?.name ?? '' })}{' '}
          {refusal(`${refusalKey(why?.code ?? '')}.todo`, { name: why?.name ?? '' })}
        </Notice>
      ))}
      {conflicts.map((save) => {
        const { theirs, patch, requestId, row } = save
        if (!theirs) return null
        const fields = Object.keys(patch)
        const side = (values: Readonly<Record<string, string | null>>) =>
          fields.map((field) => (
            <div key={field}>
              {fields.length > 1 && <small>{nameField(row, field)}: </small>}
              {showValue?.(field, values[field] ?? '') ?? (values[field] || '–')}
            </div>
          ))
        const [mineDoes, theirsDoes] = [effect?.(save, 'mine') ?? null, effect?.(save, 'theirs') ?? null]
        const fits =
          theirsDoes?.fits && !mineDoes?.fits ? 'theirs' : mineDoes?.fits && !theirsDoes?.fits ? 'mine' : undefined
        return (
          <Panel key={requestId} tone="watch" title={t('conflict-title')}>
            <div role="alert">
              <ConflictView
                what={t('conflict', {
                  what: fields.map((field) => nameField(row, field)).join(', '),
                  where: nameRow(row),
                  who: theirs.who,
                  time: formatTime(theirs.at).slice(0, 5),
                })}
                mine={{
                  who: t('mine'),
                  value: side(patch),
                  at: save.typedAt,
                  ...(mineDoes ? { effect: mineDoes.text } : {}),
                }}
                theirs={{
                  who: t('theirs', { who: theirs.who }),
                  value: side(theirs.values),
                  at: theirs.at,
                  ...(theirsDoes ? { effect: theirsDoes.text } : {}),
                }}
                {...(fits ? { fits } : {})}
                keepMine={{ label: t('keep-mine'), onChoose: () => queue.keepMine(requestId) }}
                takeTheirs={{ label: t('take-theirs'), onChoose: () => queue.forget(requestId) }}
              />
            </div>
          </Panel>
        )
      })}
    </>
  )
}
