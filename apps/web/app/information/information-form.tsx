import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { Notice } from '../ui/notice.tsx'
import {
  type ChosenField,
  chosen,
  dayFields,
  freeFields,
  type InformationField,
  longFields,
} from './information-forms.ts'

type InformationFormProps = {
  event: string
  label: string
  fields: readonly InformationField[]
  requestId: string
  answer: TypedAnswerFacts | undefined
  /** Sent along and never shown: version, ids. */
  hidden?: Readonly<Record<string, string | number>>
  /** What the fields begin with when nothing was typed. */
  begin?: Readonly<Record<string, string>>
  /** Said above the fields, for instance that the reader himself will be refused. */
  warning?: string | undefined
}

/** One act, folded until it is wanted; a refused one stays open with what was typed. */
export function InformationForm(props: InformationFormProps) {
  const { event, label, fields, requestId, answer, hidden = {}, begin = {}, warning } = props
  const busy = useNavigation().state !== 'idle'
  const isMine =
    answer?.typed['event'] === event &&
    (hidden['publicationId'] ?? '') === (answer.typed['publicationId'] ?? '') &&
    (hidden['organizationId'] ?? '') === (answer.typed['organizationId'] ?? '')
  const typed = isMine ? answer.typed : begin
  return (
    <details className={shared['act']} open={isMine ? true : undefined}>
      <summary>{label}</summary>
      {warning !== undefined && <Notice tone="info" title={warning} />}
      <Form method="post" noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="event" value={event} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className={shared['fields']}>
          {fields.map((field) => (
            <Field
              key={field}
              field={field}
              typed={typed[field] ?? ''}
              isWrong={isMine && answer.wrong.includes(field)}
            />
          ))}
        </div>
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  )
}

const isChosen = (field: InformationField): field is ChosenField => Object.hasOwn(chosen, field)

function Field({ field, typed, isWrong }: { field: InformationField; typed: string; isWrong: boolean }) {
  const t = useTranslations('information.fields')
  const h = useTranslations('information.help')
  const o = useTranslations('information.options')
  const isDay = dayFields.includes(field)
  const common = {
    name: field,
    label: t(field),
    description: h.has(field as 'officer') ? h(field as 'officer') : undefined,
    defaultValue: typed,
    error: isWrong ? t(isDay ? 'wrong-day' : 'wrong') : undefined,
  }
  if (isChosen(field))
    return (
      <NativeSelect
        {...common}
        data={chosen[field].map((value) => ({ value, label: o(`${field}.${value}` as 'topic.land') }))}
      />
    )
  const filled = { ...common, required: !freeFields.includes(field), withAsterisk: false }
  if (longFields.includes(field))
    return (
      <div className={shared['whole']}>
        <Textarea {...filled} autosize minRows={2} maxLength={field === 'gist' ? 300 : 4_000} />
      </div>
    )
  if (isDay) return <DayInput {...filled} />
  return <TextInput {...filled} maxLength={200} {...(field === 'present' ? { inputMode: 'numeric' } : {})} />
}
