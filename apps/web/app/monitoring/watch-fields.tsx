import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import classes from './watch.module.css'
import type { WatchField } from './watch-forms.ts'

type Typed = Readonly<Record<string, string>>
type Common = { typed: Typed; wrong: readonly string[] }

/** The fields of a sign: code, evidence, day, colour. */
export function SignFields({ typed, wrong }: Common) {
  const t = useTranslations('watch.fields')
  const at = (name: string) => ({
    name,
    label: t(name as 'code'),
    required: true,
    withAsterisk: false,
    defaultValue: typed[name] ?? '',
    error: wrong.some((path) => path === name || path.endsWith(`.${name}`))
      ? t(`wrong.${name === 'observedOn' ? 'day' : 'text'}`)
      : undefined,
  })
  return (
    <div className={classes['fields']}>
      <TextInput {...at('code')} description={t('code-help')} />
      <DayInput {...at('observedOn')} />
      <NativeSelect
        name="colour"
        label={t('colour')}
        data={[
          { value: 'red', label: t('red') },
          { value: 'yellow', label: t('yellow') },
        ]}
        defaultValue={typed['colour'] ?? 'red'}
      />
      <div className={classes['whole']}>
        <Textarea {...at('evidence')} description={t('evidence-help')} autosize minRows={2} maxLength={300} />
      </div>
    </div>
  )
}

type FieldsProps = Common & {
  fields: readonly WatchField[]
  levels: readonly { readonly value: string; readonly label: string }[]
  bodies: readonly { readonly value: string; readonly label: string }[]
  signCodes: readonly string[]
  successionId: string | null
  conditions: readonly { readonly code: string; readonly holds: 'yes' | 'no' | 'unknown' }[]
}

const days: readonly WatchField[] = ['heardOn', 'completedOn', 'decidedOn', 'reviewOn']
const longOnes: readonly WatchField[] = ['statement', 'reason']

/** The fields of an act, in the order of its form. */
export function ActFields({ fields, levels, bodies, signCodes, successionId, conditions, typed, wrong }: FieldsProps) {
  const t = useTranslations('watch.fields')
  const isWrong = (field: string) => wrong.some((path) => path === field || path.startsWith(`${field}.`))
  return (
    <div className={classes['fields']}>
      {fields.map((field) => {
        if (field === 'sign') {
          return (
            <div key={field} className={classes['whole']}>
              <SignFields typed={typed} wrong={wrong} />
            </div>
          )
        }
        if (field === 'successionId') return <input key={field} type="hidden" name={field} value={successionId ?? ''} />
        if (field === 'facts') return <ConditionFields key={field} conditions={conditions} typed={typed} />
        if (field === 'levelCode') {
          return (
            <NativeSelect
              key={field}
              name={field}
              label={t(field)}
              data={[...levels]}
              defaultValue={typed[field] ?? ''}
            />
          )
        }
        if (field === 'toBodyId') {
          return (
            <NativeSelect
              key={field}
              name={field}
              label={t(field)}
              data={[...bodies]}
              defaultValue={typed[field] ?? ''}
            />
          )
        }
        if (field === 'signCode') {
          return (
            <NativeSelect
              key={field}
              name={field}
              label={t(field)}
              data={[...signCodes]}
              defaultValue={typed[field] ?? ''}
            />
          )
        }
        if (field === 'severity') {
          return (
            <NativeSelect
              key={field}
              name={field}
              label={t(field)}
              description={t('severity-help')}
              data={['1', '2', '3']}
              defaultValue={typed[field] ?? '1'}
            />
          )
        }
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
        const common = {
          name: field,
          label: t(field),
          required: true,
          withAsterisk: false,
          defaultValue: typed[field] ?? '',
          error: isWrong(field) ? t(`wrong.${days.includes(field) ? 'day' : 'text'}`) : undefined,
        }
        if (longOnes.includes(field)) {
          return (
            <div key={field} className={classes['whole']}>
              <Textarea {...common} autosize minRows={2} maxLength={2_000} />
            </div>
          )
        }
        return days.includes(field) ? <DayInput key={field} {...common} /> : <TextInput key={field} {...common} />
      })}
    </div>
  )
}

/** R1 to R4, each with what stands behind it; what the figures say already is chosen beforehand. */
function ConditionFields({ conditions, typed }: { conditions: FieldsProps['conditions']; typed: Typed }) {
  const t = useTranslations('watch.fields')
  return (
    <fieldset className={classes['whole']}>
      <legend>{t('facts')}</legend>
      {conditions.map(({ code, holds }) => (
        <div key={code} className={classes['fields']}>
          <NativeSelect
            name={`${code}.holds`}
            label={`${code}: ${t(`conditions.${code as 'R1'}`)}`}
            data={[
              { value: 'unknown', label: t('holds.unknown') },
              { value: 'yes', label: t('holds.yes') },
              { value: 'no', label: t('holds.no') },
            ]}
            defaultValue={typed[`${code}.holds`] ?? holds}
          />
          <TextInput
            name={`${code}.source`}
            label={t('condition-source', { code })}
            defaultValue={typed[`${code}.source`] ?? ''}
          />
        </div>
      ))}
    </fieldset>
  )
}
