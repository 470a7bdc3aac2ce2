import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, useActionData, useNavigation } from '@remix-run/react'
import { Fragment, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../ui/notice.tsx'
import { useFocusFault } from '../use-focus-fault.ts'
import classes from './after.module.css'
import type { AfterAnswer } from './answer.server.ts'

/** The answer of one form of the page, and what a field of it shows again. */
export function useAnswer(intent: string) {
  const answer = useActionData<AfterAnswer>()
  const mine = answer?.intent === intent ? answer : undefined
  useFocusFault(mine)
  return {
    answer: mine,
    typed: (name: string) => mine?.typed[name],
    isFault: (name: string) => mine?.faults.includes(name) ?? false,
  }
}

type FieldProps = {
  readonly intent: string
  readonly name: string
  readonly label: string
  readonly help?: ReactNode
  readonly value?: string
  readonly long?: boolean
  readonly numeric?: boolean
  readonly day?: boolean
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/** One field of a form: text, long text, day or choice; its fault stands at it and what was typed comes back. */
export function Field({ intent, name, label, help, value = '', long, numeric, day, choices }: FieldProps) {
  const t = useTranslations('ratings.after')
  const form = useAnswer(intent)
  const shared = {
    name,
    label,
    description: help,
    defaultValue: form.typed(name) ?? value,
    error: form.isFault(name) ? t('fault') : undefined,
  }
  if (choices) return <NativeSelect {...shared} data={[...choices]} />
  if (long) return <Textarea {...shared} className={classes['wide'] ?? ''} autosize minRows={3} maxLength={4000} />
  return (
    <TextInput
      {...shared}
      autoComplete="off"
      maxLength={300}
      placeholder={day ? t('day-example') : undefined}
      inputMode={numeric ? 'decimal' : undefined}
    />
  )
}

const refusals = [
  'ALREADY_ANSWERED',
  'ALREADY_DECIDED',
  'ALREADY_FILED',
  'ALREADY_PREPARED',
  'ALREADY_SETTLED',
  'ANOTHER_COMMITTEE',
  'APPEAL_OPEN',
  'BEFORE_DECISION',
  'BEFORE_NOTICE',
  'CAMPAIGN_CLOSED',
  'CAMPAIGN_NOT_OPEN',
  'CHANGED_MEANWHILE',
  'DECIDED_ABOVE',
  'FACTS_CHANGED',
  'FILES_UNDECIDED',
  'FILED_BY_SELF',
  'IN_FUTURE',
  'LEVEL_CHANGED',
  'NO_CANDIDATE',
  'NO_SUCH_STEP',
  'NOT_DECIDED',
  'NOT_NOTIFIED',
  'NOTE_NEEDED',
  'NOTHING_TO_TELL',
  'OWN_MATTER',
  'SAME_LEVEL',
  'TOO_LATE',
  'UNITS_UNDECIDED',
  'WRONG_STATE',
] as const

/** Why the form was refused, with every rule that stands in the way; nothing was changed. Or that it was done. */
export function Answered({ intent }: { intent: string }) {
  const t = useTranslations('ratings.after')
  const { answer } = useAnswer(intent)
  if (answer?.done) return <Notice tone="ok" live="status" title={t('done')} />
  if (!answer || answer.refusal === null) return null
  const known = refusals.find((one) => one === answer.refusal)
  return (
    <Notice tone="error" live="alert" title={known ? t(`refusals.${known}`) : t('refused')}>
      <RuleList rules={answer.rules} />
      <p>{t('nothing-changed')}</p>
    </Notice>
  )
}

/** Rules as sentences with their codes. */
export function RuleList({ rules }: { rules: AfterAnswer['rules'] }) {
  if (rules.length === 0) return null
  return (
    <ol className={classes['rules']}>
      {rules.map(({ code, sentence }) => (
        <li key={`${code} ${sentence}`}>
          {sentence} <strong>{code}</strong>
        </li>
      ))}
    </ol>
  )
}

type ActProps = {
  readonly intent: string
  readonly requestId: string
  readonly version?: number
  readonly hidden?: Readonly<Record<string, string>>
  readonly label: string
  readonly main?: boolean
  readonly children?: ReactNode
}

/** One act of the page as a form with its button. */
export function Act({ intent, requestId, version = 0, hidden = {}, label, main = false, children }: ActProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className={classes['stack']}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="version" value={version} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children !== undefined && <div className={classes['fields']}>{children}</div>}
      <div className={classes['end']}>
        <Button type="submit" variant={main ? 'filled' : 'default'} loading={busy}>
          {label}
        </Button>
      </div>
    </Form>
  )
}

/** Facts as terms and descriptions; those without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([label, value]) =>
        value === null || value === '' || value === undefined ? null : (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  )
}
