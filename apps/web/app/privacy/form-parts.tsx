import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useActionData } from '@remix-run/react'
import { Fragment, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFocusFault } from '../ratings/use-focus-fault.ts'
import { Notice } from '../ui/notice.tsx'
import type { FormAnswer } from './form-answer.server.ts'
import classes from './privacy.module.css'

/** The answer of one form of the page, and what a field of it shows again. */
export function useForm(intent: string) {
  const answer = useActionData<FormAnswer>()
  const mine = answer?.intent === intent ? answer : undefined
  useFocusFault(mine)
  return {
    refusal: mine?.refusal ?? null,
    typed: (name: string) => mine?.typed[name],
    isFault: (name: string) => mine?.faults.includes(name) ?? false,
  }
}

type FieldProps = { intent: string; name: string; label: string; help?: string; value?: string; placeholder?: string }

/** A line of text, with the fault at the field. */
export function TextField({ intent, name, label, help, value = '', placeholder }: FieldProps) {
  const t = useTranslations('privacy')
  const form = useForm(intent)
  return (
    <TextInput
      name={name}
      label={label}
      description={help}
      placeholder={placeholder}
      defaultValue={form.typed(name) ?? value}
      error={form.isFault(name) ? t('fault') : undefined}
    />
  )
}

/** A day, typed as on paper. */
export function DayField(props: FieldProps) {
  const t = useTranslations('ui.day')
  return <TextField {...props} placeholder={t('placeholder')} />
}

/** A longer text. */
export function LongField({ intent, name, label, help, value = '' }: FieldProps) {
  const t = useTranslations('privacy')
  const form = useForm(intent)
  return (
    <Textarea
      className={classes['wide'] ?? ''}
      name={name}
      label={label}
      description={help}
      autosize
      minRows={3}
      defaultValue={form.typed(name) ?? value}
      error={form.isFault(name) ? t('fault') : undefined}
    />
  )
}

type ChoiceProps = FieldProps & { choices: readonly { readonly value: string; readonly label: string }[] }

/** A choice from a list. */
export function ChoiceField({ intent, name, label, help, value, choices }: ChoiceProps) {
  const t = useTranslations('privacy')
  const form = useForm(intent)
  return (
    <NativeSelect
      name={name}
      label={label}
      description={help}
      data={[...choices]}
      defaultValue={form.typed(name) ?? value}
      error={form.isFault(name) ? t('fault') : undefined}
    />
  )
}

const refusals = [
  'ALREADY_OPEN',
  'ANSWERED_ALREADY',
  'ANSWERED_OUT_OF_TIME_ORDER',
  'BEYOND_FLOOR',
  'CALENDAR_RANGE',
  'CHANGED_MEANWHILE',
  'CONCERNS_HIMSELF',
  'DECIDED_IN_FUTURE',
  'ENDED_ALREADY',
  'ENDS_IN_PAST',
  'ENTERED_IT_HIMSELF',
  'FILED_IT_HIMSELF',
  'LIFTED_ALREADY',
  'LIFTED_BEFORE_SET',
  'NOTICED_IN_FUTURE',
  'NOTICE_MISSING',
  'NOTIFIED_OUT_OF_TIME_ORDER',
  'NO_GRANT',
  'NO_SUCH_ACCOUNT',
  'RECEIVED_IN_FUTURE',
  'REPORTED_IT_HIMSELF',
  'STEP_NOT_NOW',
  'TO_HIMSELF',
] as const

/** Why the form was refused; nothing was changed. */
export function Refusal({ intent }: { intent: string }) {
  const t = useTranslations('privacy')
  const { refusal } = useForm(intent)
  if (refusal === null) return null
  const known = refusals.find((one) => one === refusal)
  return (
    <Notice tone="error" live="alert" title={known ? t(`refusals.${known}`) : refusal}>
      {t('nothing-changed')}
    </Notice>
  )
}

/** Facts as terms and descriptions; those without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([label, value]) =>
        value === null || value === '' ? null : (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  )
}
