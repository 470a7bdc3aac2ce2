import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay } from '../ui/format.ts'
import { type ActField, amountFields } from './act-forms.ts'

type FieldsProps = {
  readonly fields: readonly ActField[]
  readonly typed: Readonly<Record<string, string>>
  readonly wrong: readonly string[]
  readonly today: string
  /** Papers that can be joined to. */
  readonly papers?: readonly { readonly value: string; readonly label: string }[]
  readonly codesOf?: (field: { readonly list: string; readonly codes: readonly string[] }) => readonly string[]
}

/** The fields of an act in its order; what was typed stays when it is refused. */
export function ActFields({ fields, typed, wrong, today, papers = [], codesOf = ({ codes }) => codes }: FieldsProps) {
  const t = useTranslations('petitions.fields')
  const option = useOption()
  if (fields.length === 0) return null
  return (
    <div className={shared['fields']}>
      {fields.map((field) => {
        const { name } = field
        const label = t.has(name as 'reason') ? t(name as 'reason') : name
        const common = {
          name,
          label,
          defaultValue: typed[name] ?? '',
          error: wrong.includes(name) ? t('wrong') : undefined,
        }
        switch (field.as) {
          case 'choice':
            return (
              <NativeSelect
                key={name}
                {...common}
                data={[
                  ...('blank' in field ? [{ value: '', label: t('choose') }] : []),
                  ...codesOf(field).map((value) => ({ value, label: option(field.list, value) })),
                ]}
              />
            )
          case 'choices':
            return (
              <CheckboxSet
                key={name}
                legend={label}
                name={name}
                choices={field.codes.map((value) => ({ value, label: option(field.list, value) }))}
              />
            )
          case 'paper':
            return <NativeSelect key={name} {...common} data={[...papers]} />
          case 'check':
            return <Checkbox key={name} name={name} value="yes" label={label} defaultChecked={typed[name] === 'yes'} />
          case 'day':
            return (
              <DayInput
                key={name}
                {...common}
                defaultValue={typed[name] ?? formatDay(today)}
                required
                withAsterisk={false}
              />
            )
          case 'long':
            return (
              <div key={name} className={shared['whole']}>
                <Textarea {...common} autosize minRows={2} maxLength={4_000} required withAsterisk={false} />
              </div>
            )
          case 'amounts':
            return amountFields.map((item) => (
              <TextInput
                key={item}
                name={`amounts.${item}`}
                label={option('item', item)}
                inputMode="decimal"
                defaultValue={typed[`amounts.${item}`] ?? ''}
              />
            ))
          default:
            return (
              <TextInput
                key={name}
                {...common}
                required={!('free' in field)}
                withAsterisk={false}
                {...(field.as === 'number' ? { inputMode: 'numeric' as const } : {})}
              />
            )
        }
      })}
    </div>
  )
}

/** The word of a code of a list; a code without a word shows itself, so that it is found. */
export function useOption() {
  const t = useTranslations('petitions.options')
  return (list: string, code: string): string => {
    const key = `${list}.${code}` as 'eligibility.eligible'
    return t.has(key) ? t(key) : code
  }
}
