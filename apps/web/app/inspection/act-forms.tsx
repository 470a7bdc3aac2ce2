import { Button } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import shared from '../monitoring/watch.module.css'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { Notice } from '../ui/notice.tsx'
import { InspectionFields } from './inspection-fields.tsx'
import type { InspectionField } from './inspection-forms.ts'

type ActFormProps = {
  event: string
  label: string
  fields: readonly InspectionField[]
  requestId: string
  version?: number
  answer: TypedAnswerFacts | undefined
  /** What the fields begin with when nothing was typed. */
  begin?: Readonly<Record<string, string>>
  choices?: Partial<Record<InspectionField, readonly { readonly value: string; readonly label: string }[]>>
  /** Said above the fields, for instance that the reader himself will be refused. */
  warning?: string | undefined
  isOpen?: boolean
  children?: ((typed: Readonly<Record<string, string>>, wrong: readonly string[]) => ReactNode) | undefined
}

/** One act, folded until it is wanted; a refused one stays open with what was typed. */
export function ActForm(props: ActFormProps) {
  const {
    event,
    label,
    fields,
    requestId,
    version,
    answer,
    begin = {},
    choices,
    warning,
    isOpen = false,
    children,
  } = props
  const busy = useNavigation().state !== 'idle'
  const mine = answer?.typed['event'] === event
  const typed = mine ? answer.typed : begin
  const wrong = mine ? answer.wrong : []
  return (
    <details className={shared['act']} open={mine || isOpen ? true : undefined}>
      <summary>{label}</summary>
      {warning !== undefined && <Notice tone="info" title={warning} />}
      <Form method="post">
        <input type="hidden" name="requestId" value={requestId} />
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <input type="hidden" name="event" value={event} />
        <InspectionFields fields={fields} typed={typed} wrong={wrong} {...(choices ? { choices } : {})} />
        {children?.(typed, wrong)}
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  )
}
