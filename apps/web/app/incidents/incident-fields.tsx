import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { type ChosenField, chosen, dayFields, freeFields, type IncidentField, longFields } from './incident-forms.ts'

type Choice = { readonly value: string; readonly label: string }
type FieldsProps = {
  fields: readonly IncidentField[]
  typed: Readonly<Record<string, string>>
  wrong: readonly string[]
  /** What may be chosen, for fields whose list comes from the page. */
  choices?: Partial<Record<IncidentField, readonly Choice[]>>
}

const isChosen = (field: IncidentField): field is ChosenField => Object.hasOwn(chosen, field)

/** The fields of an act, in its order; what was typed stays when it is refused. */
export function IncidentFields({ fields, typed, wrong, choices = {} }: FieldsProps) {
  const t = useTranslations('incidents.fields')
  const h = useTranslations('incidents.help')
  const o = useTranslations('incidents.options')
  return (
    <div className={shared['fields']}>
      {fields.map((field) => {
        const isWrong = wrong.some((one) => one === field || one.endsWith(`.${field}`))
        const isDay = dayFields.includes(field)
        const common = {
          name: field,
          label: t(field),
          description: h.has(field as 'leader') ? h(field as 'leader') : undefined,
          defaultValue: typed[field] ?? '',
          error: isWrong ? t(isDay ? 'wrong-day' : 'wrong') : undefined,
        }
        const offered =
          choices[field] ??
          (isChosen(field)
            ? chosen[field].map((value) => ({ value, label: o(`${field}.${value}` as 'level.city') }))
            : null)
        if (offered) return <NativeSelect key={field} {...common} data={[...offered]} />
        const filled = { ...common, required: !freeFields.includes(field), withAsterisk: false }
        if (longFields.includes(field)) {
          return (
            <div key={field} className={shared['whole']}>
              <Textarea {...filled} autosize minRows={2} maxLength={4_000} />
            </div>
          )
        }
        if (isDay) return <DayInput key={field} {...filled} />
        return (
          <TextInput
            key={field}
            {...filled}
            maxLength={400}
            {...(field === 'count' || field === 'present' ? { inputMode: 'numeric' } : {})}
          />
        )
      })}
    </div>
  )
}
