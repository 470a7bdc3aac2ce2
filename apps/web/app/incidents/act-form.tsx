import { Button } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import shared from '../monitoring/watch.module.css'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { Notice } from '../ui/notice.tsx'
import { IncidentFields } from './incident-fields.tsx'
import type { IncidentField } from './incident-forms.ts'

type ActFormProps = {
  event: string
  label: string
  fields: readonly IncidentField[]
  requestId: string
  answer: TypedAnswerFacts | undefined
  /** Sent along and never shown: version, the id of a promise. */
  hidden?: Readonly<Record<string, string | number>>
  /** What the fields begin with when nothing was typed. */
  begin?: Readonly<Record<string, string>>
  choices?: Partial<Record<IncidentField, readonly { readonly value: string; readonly label: string }[]>>
  /** Said above the fields, for instance that the reader himself will be refused. */
  warning?: string | undefined
}

/** One act, folded until it is wanted; a refused one stays open with what was typed. */
export function ActForm(props: ActFormProps) {
  const { event, label, fields, requestId, answer, hidden = {}, begin = {}, choices, warning } = props
  const busy = useNavigation().state !== 'idle'
  const mine =
    answer?.typed['event'] === event &&
    ['commitmentId', 'seatId'].every((id) => (hidden[id] ?? '') === (answer.typed[id] ?? ''))
  const typed = mine ? answer.typed : begin
  return (
    <details className={shared['act']} open={mine ? true : undefined}>
      <summary>{label}</summary>
      {warning !== undefined && <Notice tone="info" title={warning} />}
      <Form method="post" noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="event" value={event} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <IncidentFields
          fields={fields}
          typed={typed}
          wrong={mine ? answer.wrong : []}
          {...(choices ? { choices } : {})}
        />
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  )
}
