import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { dayFields, freeFields, type PlanField } from './plan-forms.ts'

type Typed = Readonly<Record<string, string>>
type FieldsProps = {
  fields: readonly PlanField[]
  typed: Typed
  wrong: readonly string[]
  /** Files that can be accepted. */
  files?: readonly { readonly value: string; readonly label: string }[]
}

const longOnes: readonly PlanField[] = ['reason', 'statement', 'note']

/** The fields of an act, in its order; what was typed stays when it is refused. */
export function PlanFields({ fields, typed, wrong, files = [] }: FieldsProps) {
  const t = useTranslations('plans.fields')
  if (fields.length === 0) return null
  return (
    <div className={shared['fields']}>
      {fields.map((field) => {
        if (field === 'isPositive') {
          return (
            <NativeSelect
              key={field}
              name={field}
              label={t(field)}
              data={[
                { value: 'yes', label: t('positive') },
                { value: 'no', label: t('negative') },
              ]}
              defaultValue={typed[field] ?? 'yes'}
            />
          )
        }
        if (field === 'attachmentId') {
          return (
            <NativeSelect
              key={field}
              name={field}
              label={t(field)}
              data={[{ value: '', label: t('paper-only') }, ...files]}
              defaultValue={typed[field] ?? files[0]?.value ?? ''}
            />
          )
        }
        const isDay = dayFields.includes(field)
        const common = {
          name: field,
          label: t(field),
          required: !freeFields.includes(field),
          withAsterisk: false,
          defaultValue: typed[field] ?? '',
          error: wrong.includes(field) ? t(isDay ? 'wrong-day' : 'wrong') : undefined,
        }
        if (longOnes.includes(field)) {
          return (
            <div key={field} className={shared['whole']}>
              <Textarea {...common} autosize minRows={2} maxLength={1_000} />
            </div>
          )
        }
        if (isDay) return <DayInput key={field} {...common} />
        return <TextInput key={field} {...common} {...(field === 'progress' ? { inputMode: 'numeric' } : {})} />
      })}
    </div>
  )
}
