import { Button } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { Notice } from '../ui/notice.tsx'
import shared from './watch.module.css'

export type ActFoldProps = {
  event: string
  label: string
  requestId: string
  answer: TypedAnswerFacts | undefined
  /** Sent along and never shown: version, ids. */
  hidden?: Readonly<Record<string, string | number>>
  /** What the fields begin with when nothing was typed. */
  begin?: Readonly<Record<string, string>>
  /** Said above the fields, for instance that the reader himself will be refused. */
  warning?: string | undefined
  /** Open without being asked for, because the reader came to do it. */
  isOpen?: boolean
}
type Typed = { readonly typed: Readonly<Record<string, string>>; readonly wrong: readonly string[] }

/**
 * One act, folded until it is wanted; a refused one stays open with what was typed. `ids` tells forms of one event apart; the
 * fields are drawn by the room.
 */
export function ActFold(props: ActFoldProps & { ids: readonly string[]; children: (typed: Typed) => ReactNode }) {
  const { event, label, requestId, answer, hidden = {}, begin = {}, warning, isOpen = false, ids, children } = props
  const busy = useNavigation().state !== 'idle'
  const isMine = answer?.typed['event'] === event && ids.every((id) => (hidden[id] ?? '') === (answer.typed[id] ?? ''))
  return (
    <details className={shared['act']} open={isMine || isOpen ? true : undefined}>
      <summary>{label}</summary>
      {warning !== undefined && <Notice tone="info" title={warning} />}
      <Form method="post" noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="event" value={event} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children(isMine ? answer : { typed: begin, wrong: [] })}
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  )
}
