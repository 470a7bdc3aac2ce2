import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { dayFields, freeFields, type InspectionField, longFields } from './inspection-forms.ts'

type Choice = { readonly value: string; readonly label: string }
type FieldsProps = {
  fields: readonly InspectionField[]
  typed: Readonly<Record<string, string>>
  wrong: readonly string[]
  /** What may be chosen, for the fields that are chosen. */
  choices?: Partial<Record<InspectionField, readonly Choice[]>>
}

/** The fields of an act, in its order; what was typed stays when it is refused. */
export function InspectionFields({ fields, typed, wrong, choices = {} }: FieldsProps) {
  const t = useTranslations('inspections.fields')
  const h = useTranslations('inspections.help')
  if (fields.length === 0) return null
  return (
    <div className={shared['fields']}>
      {fields.map((field) => {
        const offered = choices[field]
        const isWrong = wrong.some((one) => one === field || one.endsWith(`.${field}`))
        const isDay = dayFields.includes(field)
        const common = {
          name: field,
          label: t(field),
          description: h.has(field as 'card') ? h(field as 'card') : undefined,
          defaultValue: typed[field] ?? '',
          error: isWrong ? t(isDay ? 'wrong-day' : 'wrong') : undefined,
        }
        if (offered) return <NativeSelect key={field} {...common} data={[...offered]} />
        if (field === 'isLead' || field === 'isGrave') {
          return (
            <div key={field} className={shared['whole']}>
              <Checkbox
                name={field}
                value="yes"
                label={t(field)}
                description={common.description}
                defaultChecked={typed[field] === 'yes'}
              />
            </div>
          )
        }
        const filled = { ...common, required: !freeFields.includes(field), withAsterisk: false }
        if (longFields.includes(field)) {
          return (
            <div key={field} className={shared['whole']}>
              <Textarea
                {...filled}
                required={field === 'statement' ? false : filled.required}
                autosize
                minRows={2}
                maxLength={4_000}
              />
            </div>
          )
        }
        if (isDay) return <DayInput key={field} {...filled} />
        return (
          <TextInput
            key={field}
            {...filled}
            maxLength={300}
            {...(field === 'year' || field === 'value' ? { inputMode: 'numeric' } : {})}
          />
        )
      })}
    </div>
  )
}
