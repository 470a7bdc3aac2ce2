import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './areas.module.css'
import type { FormRefused, readAssignmentPanel } from './assignments.server.ts'

type View = NonNullable<Awaited<ReturnType<typeof readAssignmentPanel>>>
type Row = View['rows'][number]
export type Choice = { readonly value: string; readonly label: string }

const looks = { now: 'accentEdge', planned: 'dashed', past: 'grey', 'taken-back': 'flat' } as const satisfies Record<
  Row['state'],
  ChipLook
>

/** Who is in charge of an area or an organization, who was and who will be, with the forms of whoever may change it. */
export function AssignmentPanel({ view, kinds }: { view: View; kinds: readonly Choice[] }) {
  const t = useTranslations('organizations.assignments')
  const { rows, mayAssign, hasMain } = view
  const main = rows.find(({ kind, state }) => kind === 'main' && state === 'now')
  return (
    <Panel
      title={t('title')}
      note={main === undefined ? t('nobody') : t('main-is', { name: main.holderName })}
      tone={main === undefined && mayAssign ? 'watch' : 'plain'}
      flush
    >
      <DataTable
        label={t('title')}
        rows={rows}
        rowKey={({ assignmentId }) => assignmentId}
        columns={[
          {
            id: 'holder',
            head: t('holder'),
            phone: 'title',
            cell: ({ holderName, holderPost }) => (
              <>
                {holderName}
                {holderPost !== '' && <span className={classes['light']}>, {holderPost}</span>}
              </>
            ),
          },
          { id: 'kind', head: t('kind'), cell: ({ kindLabel }) => kindLabel },
          { id: 'from', head: t('from'), cell: ({ from }) => formatDay(from) },
          {
            id: 'to',
            head: t('to'),
            cell: ({ lastDay, state, from }) =>
              state === 'taken-back' ? formatDay(from) : lastDay === null ? t('open-end') : formatDay(lastDay),
          },
          {
            id: 'decision',
            head: t('decision'),
            cell: ({ decisionNumber, decidedOn, committeeName }) => (
              <>
                {decisionNumber}
                {decidedOn !== null && `, ${formatDay(decidedOn)}`}
                {committeeName !== null && <span className={classes['light']}> · {committeeName}</span>}
              </>
            ),
          },
          {
            id: 'state',
            head: t('state'),
            cell: ({ state, handedOver }) => (
              <span className={classes['inline']}>
                <Chip look={looks[state]}>{t(`states.${state}`)}</Chip>
                {handedOver !== null && handedOver.length > 0 && (
                  <span className={classes['light']}>
                    {t('handed-over')} <Matters matters={handedOver} />
                  </span>
                )}
              </span>
            ),
          },
        ]}
        empty={<EmptyState why={t(mayAssign ? 'none-assign' : 'none')} />}
      />
      {mayAssign && <Changes view={view} kinds={hasMain ? kinds.filter(({ value }) => value !== 'main') : kinds} />}
    </Panel>
  )
}

function Matters({ matters }: { matters: readonly View['openMatters'][number][] }) {
  const t = useTranslations('organizations.assignments.matters')
  return <>{matters.map(({ matter, count }) => t(matterKey(matter), { count })).join('; ')}</>
}

/** Only matters that have a sentence; a later release's are told by their number alone. */
const matterKey = (matter: string) => (matter === 'rating-files' ? 'rating-files' : 'other')

function Changes({ view, kinds }: { view: View; kinds: readonly Choice[] }) {
  const t = useTranslations('organizations.assignments')
  const { rows, openMatters, today, requestIds } = view
  const refused = useActionData<FormRefused>()
  const last = rows.filter(({ isLast, state }) => isLast && (state === 'now' || state === 'planned'))
  const main = last.find(({ kind }) => kind === 'main')
  const planned = rows.filter(({ state }) => state === 'planned')
  const others = rows.filter(({ kind, state }) => kind !== 'main' && state === 'now')
  const at = (intent: string) => (refused?.intent === intent ? refused : undefined)
  return (
    <>
      {main !== undefined && (
        <ChangeForm
          intent="hand-over"
          title={t('hand-over', { name: main.holderName })}
          refused={at('hand-over')}
          requestId={requestIds.handOver}
          submit={t('hand-over-submit')}
        >
          <input type="hidden" name="assignmentId" value={main.assignmentId} />
          <input type="hidden" name="version" value={main.version} />
          {openMatters.length > 0 && (
            <div className={classes['wide']}>
              <p>{t('open-matters')}</p>
              <ul className={classes['matters']}>
                {openMatters.map((matter) => (
                  <li key={matter.matter}>
                    <Matters matters={[matter]} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Field
            name="on"
            refused={at('hand-over')}
            label={t('on')}
            help={t('on-help')}
            initial={formatDay(today)}
            isDay
          />
          <HolderFields refused={at('hand-over')} />
        </ChangeForm>
      )}
      {kinds.length > 0 && (
        <ChangeForm
          intent="assign"
          title={t(main === undefined ? 'assign' : 'assign-beside')}
          isOpen={main === undefined && rows.length === 0}
          refused={at('assign')}
          requestId={requestIds.assign}
          submit={t('assign-submit')}
        >
          <NativeSelect
            name="kind"
            label={t('kind')}
            data={kinds.map(({ value, label }) => ({ value, label }))}
            defaultValue={at('assign')?.typed['kind'] ?? kinds[0]?.value ?? ''}
          />
          <Field name="validFrom" refused={at('assign')} label={t('from')} initial={formatDay(today)} isDay />
          <HolderFields refused={at('assign')} />
        </ChangeForm>
      )}
      {[
        ...planned.map((row) => ({ row, intent: 'take-back' as const })),
        ...others.map((row) => ({ row, intent: 'end' as const })),
      ].map(({ row, intent }) => (
        <Form key={row.assignmentId} method="post" className={`${classes['more']} ${classes['end']}`}>
          <input type="hidden" name="intent" value={intent} />
          <input type="hidden" name="requestId" value={requestIds.end} />
          <input type="hidden" name="assignmentId" value={row.assignmentId} />
          <input type="hidden" name="version" value={row.version} />
          {intent === 'end' && <input type="hidden" name="on" value={today} />}
          <span className={classes['light']}>
            {t(intent === 'end' ? 'end-note' : 'take-back-note', {
              name: row.holderName,
              kind: row.kindLabel,
              day: formatDay(row.from),
            })}
          </span>
          <Button type="submit" variant="default">
            {t(intent)}
          </Button>
        </Form>
      ))}
      {(at('end') ?? at('take-back')) !== undefined && <Refusal refused={at('end') ?? at('take-back')} />}
      {main?.hasAccount && (
        <p className={`${classes['more']} ${classes['light']}`}>{t('grant-offer', { name: main.holderName })}</p>
      )}
    </>
  )
}

type FormProps = {
  intent: string
  title: string
  submit: string
  requestId: string
  refused: FormRefused | undefined
  isOpen?: boolean
  children: ReactNode
}

/** A form behind its title; open when it was refused, with what was typed. */
export function ChangeForm({ intent, title, submit, requestId, refused, isOpen = false, children }: FormProps) {
  const navigation = useNavigation()
  return (
    <details className={classes['more']} open={isOpen || refused !== undefined}>
      <summary>{title}</summary>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestId} />
        <div className={classes['fields']}>{children}</div>
        {refused !== undefined && <Refusal refused={refused} />}
        <div className={classes['end']}>
          <Button type="submit" variant="filled" loading={navigation.state === 'submitting'}>
            {submit}
          </Button>
        </div>
      </Form>
    </details>
  )
}

/** Why a form was refused: the sentence of the rule, or that fields are missing. */
function Refusal({ refused }: { refused: FormRefused | undefined }) {
  const t = useTranslations('organizations.forms')
  if (refused === undefined) return null
  const { sentence } = refused
  const known = ['changed-meanwhile', 'NAME_TAKEN', 'NO_CELL_OF_AREA', 'YEAR_TO_COME'] as const
  const key = known.find((one) => one === sentence)
  return (
    <Notice tone="error" title={t('refused')} live="alert">
      {key === undefined ? (sentence ?? t('check-fields')) : t(key)}
    </Notice>
  )
}

type FieldProps = {
  name: string
  label: string
  refused: FormRefused | undefined
  help?: string
  initial?: string
  isDay?: boolean
  isOptional?: boolean
}

/** A text field that keeps what was typed and says when it is at fault. */
export function Field({ name, label, refused, help, initial = '', isDay = false, isOptional = false }: FieldProps) {
  const t = useTranslations('organizations.forms')
  const typed = refused?.typed[name]
  const Input = isDay ? DayInput : TextInput
  return (
    <Input
      name={name}
      label={label}
      description={help}
      defaultValue={typed ?? initial}
      required={!isOptional}
      withAsterisk={false}
      error={refused?.fields.includes(name) ? t(isDay ? 'bad-day' : 'missing') : undefined}
    />
  )
}

function HolderFields({ refused }: { refused: FormRefused | undefined }) {
  const t = useTranslations('organizations.assignments')
  return (
    <>
      <Field name="holderName" refused={refused} label={t('holder')} />
      <Field name="holderPost" refused={refused} label={t('post')} help={t('post-help')} isOptional />
      <Field name="decisionNumber" refused={refused} label={t('decision-number')} />
      <Field name="decidedOn" refused={refused} label={t('decided-on')} isDay isOptional />
      <Checkbox name="withAccount" label={t('with-account')} description={t('with-account-help')} />
    </>
  )
}
