import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { planCauses, usualReportDay } from '@nq15/domain/consolidation'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MonitorDown } from '../monitoring/monitor-down.tsx'
import shared from '../monitoring/watch.module.css'
import { DayInput } from '../ui/day-input.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { planEditAction, planEditLoader } from './plan.server.ts'

const proses = ['legalBasis', 'situation', 'resources', 'reporting'] as const
const lines = ['areaMember', 'secretary', 'supportingUnit'] as const

/** The content of a draft, in the order of its paper: basis, situation, weaknesses with cause and goal, people, resources. */
export function PlanEditScreen() {
  const page = useLoaderData<typeof planEditLoader>()
  const answer = useActionData<typeof planEditAction>()
  const [search] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('plans.edit')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { plan, requestId } = page
  const { content } = plan
  const typed: Readonly<Record<string, string>> = answer?.typed ?? {}
  const isWrong = (name: string) => (answer?.wrong ?? []).some((one) => one === name || one.endsWith(`.${name}`))
  const day = (name: 'startsOn' | 'endsOn') => (
    <DayInput
      name={name}
      label={t(name)}
      required
      withAsterisk={false}
      defaultValue={typed[name] ?? formatDay(content[name])}
      error={isWrong(name) ? t('wrong-day') : undefined}
    />
  )
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('board'), to: '/plans' },
          { label: plan.organizationName, to: `/plans/${plan.planId}` },
        ]}
        title={t('title')}
        state={t('state')}
      />
      <Form method="post" className={shared['stack']}>
        <FormAnswer room="plans" answer={answer} done={search.get('done')} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={plan.version} />
        <Panel title={t('frame')}>
          <div className={shared['fields']}>
            {day('startsOn')}
            {day('endsOn')}
            <TextInput
              name="reportDay"
              label={t('reportDay')}
              description={t('reportDay-help')}
              inputMode="numeric"
              defaultValue={typed['reportDay'] ?? String(content.reportDay ?? usualReportDay)}
              error={isWrong('reportDay') ? t('wrong') : undefined}
            />
            {lines.map((name) => (
              <TextInput
                key={name}
                name={name}
                label={t(name)}
                maxLength={160}
                defaultValue={typed[name] ?? content[name]}
              />
            ))}
            {proses.map((name) => (
              <div key={name} className={shared['whole']}>
                <Textarea
                  name={name}
                  label={t(name)}
                  autosize
                  minRows={2}
                  maxLength={4_000}
                  defaultValue={typed[name] ?? content[name]}
                />
              </div>
            ))}
          </div>
        </Panel>
        {content.weaknesses.map(({ signCode, evidence, cause, causeNote }) => {
          const goal = content.goals.find((one) => one.signCode === signCode)
          const of = (name: string) => `${signCode}.${name}`
          const line = (name: 'measure' | 'baseline' | 'target' | 'unit' | 'dueOn', value: string, note?: string) => {
            const Field = name === 'dueOn' ? DayInput : TextInput
            return (
              <Field
                name={of(name)}
                label={t(`goal.${name}`)}
                description={note}
                defaultValue={typed[of(name)] ?? value}
                error={isWrong(name) ? t('wrong') : undefined}
              />
            )
          }
          return (
            <Panel key={signCode} title={t('sign', { code: signCode })} note={evidence}>
              <input type="hidden" name="signCode" value={signCode} />
              <input type="hidden" name={of('evidence')} value={evidence} />
              <div className={shared['fields']}>
                <NativeSelect
                  name={of('cause')}
                  label={t('cause')}
                  data={planCauses.map((value) => ({ value, label: t(`causes.${value}`) }))}
                  defaultValue={typed[of('cause')] ?? cause}
                />
                <TextInput
                  name={of('causeNote')}
                  label={t('cause-note')}
                  maxLength={500}
                  defaultValue={typed[of('causeNote')] ?? causeNote}
                />
                {line('measure', goal?.measure ?? '')}
                {line('baseline', goal?.baseline?.toString() ?? '', t('baseline-help'))}
                {line('target', goal?.target.toString() ?? '')}
                {line('unit', goal?.unit ?? '')}
                {line('dueOn', goal ? formatDay(goal.dueOn) : '')}
              </div>
            </Panel>
          )
        })}
        <div className={shared['end']}>
          <Button component={Link} to={`/plans/${plan.planId}`} variant="default">
            {t('back')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('keep')}
          </Button>
        </div>
      </Form>
    </>
  )
}
