import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { remedyRowFields, remedyRows } from './inspection-forms.ts'

/** What the conclusion asks to be put right: a line each, empty ones are left out. */
export function RemedyRows({ typed, wrong }: { typed: Readonly<Record<string, string>>; wrong: readonly string[] }) {
  const t = useTranslations('inspections.remedy-row')
  // The schema counts the filled rows only, so a wrong one is told by its place among them.
  const filled = remedyRows.filter((at) => (typed[`remedy${at}.title`] ?? '').trim() !== '')
  return (
    <>
      {remedyRows.map((at) => (
        <fieldset key={at} className={shared['fields']}>
          <legend>{t('row', { number: at + 1 })}</legend>
          {remedyRowFields.map((name) => {
            const Field = name === 'dueOn' ? DayInput : TextInput
            return (
              <Field
                key={name}
                name={`remedy${at}.${name}`}
                label={t(name)}
                defaultValue={typed[`remedy${at}.${name}`] ?? ''}
                error={wrong.includes(`remedies.${filled.indexOf(at)}.${name}`) ? t('wrong') : undefined}
              />
            )
          })}
        </fieldset>
      ))}
    </>
  )
}
