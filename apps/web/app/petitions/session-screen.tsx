import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { namesNobody, needsForm, petitionKinds, refusalGrounds, visitResults } from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { useOption } from './act-fields.tsx'
import type { sessionAction, sessionLoader } from './reception.server.ts'

type Page = ReturnType<typeof useLoaderData<typeof sessionLoader>>

/** A session: who came, what was answered, and the next coming. */
export function SessionScreen() {
  const page = useLoaderData<typeof sessionLoader>()
  const answer = useActionData<typeof sessionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.session')
  const k = useTranslations('petitions.kind')
  const option = useOption()
  const { session, visits, today } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('reception'), to: '/reception' }]}
        title={t('title', { kind: option('session', session.kind), day: formatDay(session.heldOn) })}
        state={`${session.host}${session.isDelegated ? `, ${t('delegated', { reason: session.delegationReason })}` : ''}. ${session.place}`}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        {page.mayWork && <VisitForm page={page} />}
        <Panel title={t('visits')} note={t('visits-note', { visits: session.visits, people: session.people })} flush>
          <DataTable
            label={t('visits')}
            rows={visits}
            rowKey={({ visitId }) => visitId}
            tone={({ dueOn, repliedOn }) => (dueOn !== null && repliedOn === null && dueOn < today ? 'red' : undefined)}
            columns={[
              {
                id: 'who',
                head: t('who'),
                phone: 'title',
                cell: ({ number, visitorName, kind }) =>
                  `${number}. ${namesNobody(kind) ? t('sealed') : visitorName || t('nobody')}`,
              },
              { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
              {
                id: 'people',
                head: t('people'),
                numeric: true,
                cell: ({ people, representatives }) =>
                  representatives > 0 ? `${people} (${representatives})` : people,
              },
              { id: 'content', head: t('content'), cell: ({ content }) => content },
              {
                id: 'result',
                head: t('result'),
                cell: ({ result, petitionId, refusalGround }) =>
                  petitionId === null ? (
                    `${option('result', result)}${refusalGround === null ? '' : `: ${option('refusal', refusalGround)}`}`
                  ) : (
                    <Link to={`/petitions/${petitionId}`}>{option('result', result)}</Link>
                  ),
              },
              {
                id: 'due',
                head: t('due'),
                cell: ({ dueOn, repliedOn }) =>
                  repliedOn !== null ? (
                    t('replied', { day: formatDay(repliedOn) })
                  ) : dueOn === null ? (
                    '–'
                  ) : dueOn < today ? (
                    <Chip look="red">{formatDay(dueOn)}</Chip>
                  ) : (
                    formatDay(dueOn)
                  ),
              },
              {
                id: 'reply',
                head: t('reply'),
                cell: (visit) => (
                  <>
                    {visit.refusalGround !== null && needsForm(visit.refusalGround) && (
                      <a href={`/reception/visits/${visit.visitId}/refusal.docx`}>{t('refusal-form')}</a>
                    )}
                    {page.mayWork && visit.dueOn !== null && visit.repliedOn === null && (
                      <ReplyForm page={page} visit={visit} />
                    )}
                  </>
                ),
              },
            ]}
            empty={<EmptyState why={t('no-visits')} />}
          />
        </Panel>
        {page.mayWork && session.kind !== 'regular' && (
          <Panel
            title={t('conclusion')}
            note={
              session.conclusionOn === null
                ? t('no-conclusion')
                : `${session.conclusionNumber}, ${formatDay(session.conclusionOn)}`
            }
          >
            <Form method="post" className={shared['fields']} noValidate>
              <input type="hidden" name="event" value="conclusion" />
              <input type="hidden" name="requestId" value={page.requestId} />
              <input type="hidden" name="version" value={session.version} />
              <TextInput name="number" label={t('number')} required withAsterisk={false} />
              <DayInput name="onDay" label={t('on-day')} defaultValue={formatDay(today)} />
              <div className={shared['end']}>
                <Button type="submit" variant="default">
                  {t('note')}
                </Button>
              </div>
            </Form>
          </Panel>
        )}
      </div>
    </>
  )
}

function ReplyForm({ page, visit }: { page: Page; visit: Page['visits'][number] }) {
  const t = useTranslations('petitions.session')
  return (
    <details>
      <summary>{t('reply-of', { number: visit.number })}</summary>
      <Form method="post" className={shared['fields']} noValidate>
        <input type="hidden" name="event" value="reply" />
        <input type="hidden" name="requestId" value={page.requestId} />
        <input type="hidden" name="version" value={visit.version} />
        <input type="hidden" name="visitId" value={visit.visitId} />
        <TextInput name="how" label={t('how')} required withAsterisk={false} />
        <DayInput name="onDay" label={t('on-day')} defaultValue={formatDay(page.today)} />
        <Button type="submit" variant="default">
          {t('note')}
        </Button>
      </Form>
    </details>
  )
}

function VisitForm({ page }: { page: Page }) {
  const answer = useActionData<typeof sessionAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('petitions.session')
  const f = useTranslations('petitions.intake.field')
  const k = useTranslations('petitions.kind')
  const option = useOption()
  const typed: Readonly<Record<string, string>> = answer?.typed ?? {}
  const [kind, setKind] = useState(typed['kind'] ?? 'feedback')
  const [result, setResult] = useState(typed['result'] ?? 'answered-on-spot')
  return (
    <Panel title={t('new')}>
      <Form method="post" noValidate>
        <input type="hidden" name="event" value="visit" />
        <input type="hidden" name="requestId" value={page.requestId} />
        <div className={shared['fields']}>
          <NativeSelect
            name="kind"
            label={t('kind')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            data={petitionKinds.map((value) => ({ value, label: k(value) }))}
          />
          {namesNobody(kind as 'complaint') ? (
            <>
              <input type="hidden" name="visitorName" value="" />
              <input type="hidden" name="visitorAddress" value="" />
              <input type="hidden" name="idHint" value="" />
              <p className={shared['light']}>{t('sealed-help')}</p>
            </>
          ) : (
            <>
              <TextInput name="visitorName" label={f('petitionerName')} defaultValue={typed['visitorName'] ?? ''} />
              <TextInput
                name="visitorAddress"
                label={f('petitionerAddress')}
                defaultValue={typed['visitorAddress'] ?? ''}
              />
              <TextInput
                name="idHint"
                label={f('idHint')}
                inputMode="numeric"
                maxLength={3}
                defaultValue={typed['idHint'] ?? ''}
              />
            </>
          )}
          <TextInput name="people" label={t('people')} inputMode="numeric" defaultValue={typed['people'] ?? '1'} />
          <TextInput
            name="representatives"
            label={f('representatives')}
            inputMode="numeric"
            defaultValue={typed['representatives'] ?? '0'}
          />
          <TextInput
            name="sameContent"
            label={t('same-content')}
            inputMode="numeric"
            defaultValue={typed['sameContent'] ?? '0'}
          />
          <div className={shared['whole']}>
            <Textarea
              name="content"
              label={t('content')}
              autosize
              minRows={2}
              maxLength={2_000}
              defaultValue={typed['content'] ?? ''}
              required
              withAsterisk={false}
            />
          </div>
          <TextInput name="demand" label={f('demand')} defaultValue={typed['demand'] ?? ''} />
          <TextInput name="settledBy" label={t('settled-by')} defaultValue={typed['settledBy'] ?? ''} />
          <NativeSelect
            name="result"
            label={t('result')}
            value={result}
            onChange={(event) => setResult(event.currentTarget.value)}
            data={visitResults.map((value) => ({ value, label: option('result', value) }))}
          />
          {result === 'refused' ? (
            <NativeSelect
              name="refusalGround"
              label={t('ground')}
              defaultValue={typed['refusalGround'] ?? ''}
              data={refusalGrounds.map((value) => ({ value, label: option('refusal', value) }))}
            />
          ) : (
            <input type="hidden" name="refusalGround" value="" />
          )}
          <TextInput name="receiver" label={t('receiver')} defaultValue={typed['receiver'] ?? ''} />
          <TextInput name="letterNumber" label={t('number')} defaultValue={typed['letterNumber'] ?? ''} />
          <Checkbox name="isRepeat" value="yes" label={t('is-repeat')} defaultChecked={typed['isRepeat'] === 'yes'} />
        </div>
        <div className={shared['end']}>
          <Button type="submit" variant="filled" loading={busy}>
            {t('write')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
