import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { ActFold, type ActFoldProps } from '../monitoring/act-fold.tsx'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import {
  type ChosenField,
  chosen,
  dayFields,
  freeFields,
  type InformationField,
  longFields,
} from './information-forms.ts'

/** One act on a question or a published answer. */
export function InformationForm({ fields, ...act }: ActFoldProps & { fields: readonly InformationField[] }) {
  return (
    <ActFold {...act} ids={['publicationId', 'organizationId']}>
      {({ typed, wrong }) => (
        <div className={shared['fields']}>
          {fields.map((field) => (
            <Field key={field} field={field} typed={typed[field] ?? ''} isWrong={wrong.includes(field)} />
          ))}
        </div>
      )}
    </ActFold>
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
