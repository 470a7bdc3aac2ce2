import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { headTypes, onlineMatters, sessionKinds } from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { useOption } from './act-fields.tsx'
import type { onlineAction, onlineLoader } from './online.server.ts'

type Page = ReturnType<typeof useLoaderData<typeof onlineLoader>>
type Answer = ReturnType<typeof useActionData<typeof onlineAction>>

/** Receptions over a connection: planned, prepared by the law's list, held; nobody whose identity is protected. */
export function OnlineScreen() {
  const page = useLoaderData<typeof onlineLoader>()
  const answer = useActionData<typeof onlineAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.online')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('reception'), to: '/reception' }]}
        title={t('title')}
        state={t('state', { unit: page.unit })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        <Panel title={t('plans')} note={t('note')} flush>
          {page.plans.length === 0 && <EmptyState why={t('empty')} />}
          {page.mayWork && <PlanForm key={page.plans.length} page={page} answer={answer} />}
        </Panel>
        {page.plans.map((plan) => (
          <Plan key={plan.onlineId} page={page} plan={plan} answer={answer} />
        ))}
      </div>
    </>
  )
}

function PlanForm({ page, answer }: { page: Page; answer: Answer }) {
  const t = useTranslations('petitions.online')
  const k = useTranslations('petitions.kind')
  const option = useOption()
  const busy = useNavigation().state !== 'idle'
  const mine = answer?.typed['event'] === 'plan'
  const typed: Readonly<Record<string, string>> = mine ? answer.typed : {}
  const wrong = (name: string) => (mine && answer.wrong.includes(name) ? t('wrong') : undefined)
  const field = (name: 'host' | 'points') => ({
    name,
    label: t(name),
    defaultValue: typed[name] ?? '',
    error: wrong(name),
  })
  return (
    <details className={shared['act']} open={mine ? true : undefined}>
      <summary>{t('plan')}</summary>
      <Form method="post" noValidate>
        <input type="hidden" name="event" value="plan" />
        <input type="hidden" name="requestId" value={page.requestId} />
        <div className={shared['fields']}>
          <NativeSelect
            name="head"
            label={t('head')}
            defaultValue={typed['head'] ?? 'commune-chair'}
            data={headTypes.map((value) => ({ value, label: option('head', value) }))}
          />
          <NativeSelect
            name="kind"
            label={t('kind')}
            defaultValue={typed['kind'] ?? 'regular'}
            data={sessionKinds.map((value) => ({ value, label: option('session', value) }))}
          />
          <NativeSelect
            name="matter"
            label={t('matter')}
            defaultValue={typed['matter'] ?? 'complaint'}
            data={onlineMatters.map((value) => ({ value, label: k(value) }))}
          />
          <DayInput
            name="plannedOn"
            label={t('day')}
            defaultValue={typed['plannedOn'] ?? ''}
            error={wrong('plannedOn')}
          />
          <TextInput
            name="beginsAt"
            label={t('begins')}
            description={t('begins-help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            defaultValue={typed['beginsAt'] ?? ''}
            error={wrong('beginsAt')}
          />
          <TextInput {...field('host')} />
          <div className={shared['whole']}>
            <TextInput {...field('points')} />
          </div>
          <div className={shared['whole']}>
            <p className={shared['light']}>{t('statement')}</p>
            <Checkbox
              name="waivesProtection"
              value="yes"
              label={t('waives')}
              defaultChecked={typed['waivesProtection'] === 'yes'}
            />
            <Checkbox name="isSecured" value="yes" label={t('secured')} defaultChecked={typed['isSecured'] === 'yes'} />
          </div>
        </div>
        <div className={shared['end']}>
          <Button type="submit" variant="default" loading={busy}>
            {t('plan')}
          </Button>
        </div>
      </Form>
    </details>
  )
}

function Plan({ page, plan, answer }: { page: Page; plan: Page['plans'][number]; answer: Answer }) {
  const t = useTranslations('petitions.online')
  const { say } = useConfidence()
  const k = useTranslations('petitions.kind')
  const option = useOption()
  const busy = useNavigation().state !== 'idle'
  const works = page.mayWork && plan.state === 'planned'
  const frame = (event: string) => (
    <>
      <input type="hidden" name="event" value={event} />
      <input type="hidden" name="requestId" value={page.requestId} />
      <input type="hidden" name="version" value={plan.version} />
      <input type="hidden" name="onlineId" value={plan.onlineId} />
    </>
  )
  const missing = plan.preparations.filter(({ done }) => done === null)
  const mine = answer?.typed['onlineId'] === plan.onlineId
  return (
    <Panel
      title={`${formatDay(plan.plannedOn)}, ${plan.beginsAt}. ${option('head', plan.head)}`}
      aside={<Chip look={plan.state === 'held' ? 'ok' : 'accentEdge'}>{t(`states.${plan.state}`)}</Chip>}
      note={[k(plan.matter), plan.host, plan.points, t('planned-by', { name: plan.plannedByName })].join('. ')}
      flush
    >
      {plan.state === 'cancelled' && (
        <p className={shared['light']}>{t('cancelled-why', { reason: plan.cancelReason })}</p>
      )}
      {plan.sessionId !== null && (
        <p className={shared['light']}>
          <Link to={`/reception/sessions/${plan.sessionId}`}>{t('to-session')}</Link>
        </p>
      )}
      <DataTable
        label={t('preparations')}
        rows={plan.preparations}
        rowKey={({ code }) => code}
        columns={[
          { id: 'item', head: t('item'), phone: 'title', cell: ({ code }) => t(`codes.${code}`) },
          { id: 'last', head: t('last'), cell: ({ last }) => formatDay(last) },
          {
            id: 'done',
            head: t('done'),
            cell: ({ done, isLate }) =>
              done === null ? (
                <Chip look={isLate ? 'red' : 'dashed'}>{t('not-yet')}</Chip>
              ) : isLate ? (
                <Chip look="red">{t('late', { day: formatDay(done.onDay) })}</Chip>
              ) : (
                t('by', { day: formatDay(done.onDay), name: done.byName })
              ),
          },
          { id: 'basis', head: t('basis'), cell: ({ basis, confidence }) => `${basis} (${say(confidence)})` },
        ]}
      />
      {works && (
        <>
          {missing.length > 0 && (
            <details className={shared['act']} open={mine && answer?.typed['event'] === 'prepare' ? true : undefined}>
              <summary>{t('tick')}</summary>
              <Form method="post" noValidate>
                {frame('prepare')}
                <div className={shared['fields']}>
                  <NativeSelect
                    name="code"
                    label={t('item')}
                    data={missing.map(({ code }) => ({ value: code, label: t(`codes.${code}`) }))}
                  />
                  <DayInput name="onDay" label={t('on-day')} defaultValue={formatDay(page.today)} />
                </div>
                <div className={shared['end']}>
                  <Button type="submit" variant="default" loading={busy}>
                    {t('tick')}
                  </Button>
                </div>
              </Form>
            </details>
          )}
          <details className={shared['act']}>
            <summary>{t('cancel')}</summary>
            <Form method="post" noValidate>
              {frame('cancel')}
              <div className={shared['fields']}>
                <TextInput
                  name="reason"
                  label={t('cancel-why')}
                  error={mine && answer?.wrong.includes('reason') ? t('wrong') : undefined}
                />
              </div>
              <div className={shared['end']}>
                <Button type="submit" variant="default" loading={busy}>
                  {t('cancel')}
                </Button>
              </div>
            </Form>
          </details>
          <div className={shared['act']}>
            <Form method="post" className={shared['end']}>
              {frame('hold')}
              <Button type="submit" variant="filled" loading={busy}>
                {t('hold')}
              </Button>
            </Form>
          </div>
        </>
      )}
    </Panel>
  )
}
