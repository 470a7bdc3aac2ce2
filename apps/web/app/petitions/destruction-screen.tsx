import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { destructionAction, destructionLoader } from './destruction.server.ts'

type Page = ReturnType<typeof useLoaderData<typeof destructionLoader>>
type Answer = ReturnType<typeof useActionData<typeof destructionAction>>

/** Destruction by decision: what may be destroyed and what keeps the rest, lists that wait, and the trace of what was destroyed. */
export function DestructionScreen() {
  const page = useLoaderData<typeof destructionLoader>()
  const answer = useActionData<typeof destructionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.destruction')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register'), to: '/petitions' }]}
        title={t('title')}
        state={t('state', { unit: page.unit })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        <Filed page={page} answer={answer} />
        {page.lists.map((list) => (
          <List key={list.destructionId} page={page} list={list} answer={answer} />
        ))}
      </div>
    </>
  )
}

function Filed({ page, answer }: { page: Page; answer: Answer }) {
  const t = useTranslations('petitions.destruction')
  const k = useTranslations('petitions.kind')
  const busy = useNavigation().state !== 'idle'
  const mine = answer?.typed['event'] === 'propose'
  const wrong = (name: string) => (mine && answer.wrong.some((one) => one.startsWith(name)) ? t('wrong') : undefined)
  const free = page.papers.some(({ keeps }) => keeps.length === 0)
  return (
    <Panel title={t('filed')} note={t('note')} flush>
      <Form method="post" noValidate>
        <input type="hidden" name="event" value="propose" />
        <input type="hidden" name="requestId" value={page.requestId} />
        <DataTable
          label={t('filed')}
          rows={page.papers}
          rowKey={({ petitionId }) => petitionId}
          columns={[
            {
              id: 'pick',
              head: t('pick'),
              cell: ({ petitionId, code, keeps }) =>
                keeps.length === 0 && page.mayPropose ? (
                  <Checkbox name="petitionIds" value={petitionId} aria-label={t('pick-one', { code })} />
                ) : (
                  keeps.map((one) => t(`keeps.${one}`)).join('; ') || '–'
                ),
            },
            {
              id: 'code',
              head: t('code'),
              phone: 'title',
              cell: ({ petitionId, code }) => <Link to={`/petitions/${petitionId}`}>{code}</Link>,
            },
            { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
            { id: 'until', head: t('until'), cell: ({ filedUntil }) => formatDay(filedUntil) },
          ]}
          empty={<EmptyState why={t('empty')} />}
        />
        {page.mayPropose && free && (
          <div className={shared['fields']}>
            <div className={shared['whole']}>
              <Textarea
                name="reason"
                label={t('reason')}
                defaultValue={mine ? (answer.typed['reason'] ?? '') : ''}
                error={wrong('reason') ?? wrong('petitionIds')}
                autosize
                minRows={2}
                maxLength={600}
              />
            </div>
            <div className={shared['end']}>
              <Button type="submit" variant="default" loading={busy}>
                {t('propose')}
              </Button>
            </div>
          </div>
        )}
      </Form>
    </Panel>
  )
}

function List({ page, list, answer }: { page: Page; list: Page['lists'][number]; answer: Answer }) {
  const t = useTranslations('petitions.destruction')
  const k = useTranslations('petitions.kind')
  const busy = useNavigation().state !== 'idle'
  const mine = answer?.typed['destructionId'] === list.destructionId
  const wrong = (name: string) => (mine && answer?.wrong.includes(name) ? t('wrong') : undefined)
  const frame = (event: string) => (
    <>
      <input type="hidden" name="event" value={event} />
      <input type="hidden" name="requestId" value={page.requestId} />
      <input type="hidden" name="version" value={list.version} />
      <input type="hidden" name="destructionId" value={list.destructionId} />
    </>
  )
  const decided =
    list.decidedOn === null
      ? ''
      : list.decisionNumber === ''
        ? t('refused-by', {
            name: list.decidedByName ?? '',
            day: formatDay(list.decidedOn),
            reason: list.refusalReason,
          })
        : t('decided-by', {
            name: list.decidedByName ?? '',
            day: formatDay(list.decidedOn),
            number: list.decisionNumber,
          })
  return (
    <Panel
      title={t('list', { day: formatDay(list.proposedOn), count: list.items.length })}
      aside={<Chip look={list.state === 'done' ? 'ok' : 'accentEdge'}>{t(`states.${list.state}`)}</Chip>}
      note={[t('proposed-by', { name: list.proposedByName, reason: list.reason }), decided].filter(Boolean).join(' ')}
      flush
    >
      <DataTable
        label={t('list', { day: formatDay(list.proposedOn), count: list.items.length })}
        rows={list.items}
        rowKey={({ itemId }) => itemId}
        columns={[
          { id: 'code', head: t('code'), phone: 'title', cell: ({ petitionCode }) => petitionCode },
          { id: 'kind', head: t('kind'), cell: ({ kind }) => k(kind) },
          { id: 'until', head: t('until'), cell: ({ filedUntil }) => formatDay(filedUntil) },
          {
            id: 'outcome',
            head: t('outcome'),
            cell: ({ outcome, hadIdentity }) =>
              outcome === null
                ? t('outcomes.waiting')
                : hadIdentity
                  ? t('outcomes.destroyed-identity')
                  : t(`outcomes.${outcome}`),
          },
        ]}
      />
      {list.state === 'proposed' && page.mayDecide && !list.isOwn && (
        <>
          <details className={shared['act']} open={mine ? true : undefined}>
            <summary>{t('decide')}</summary>
            <Form method="post" noValidate>
              {frame('decide')}
              <p className={shared['light']}>{t('decide-help')}</p>
              <div className={shared['fields']}>
                <TextInput name="number" label={t('number')} error={wrong('number')} />
              </div>
              <div className={shared['end']}>
                <Button type="submit" variant="filled" loading={busy}>
                  {t('decide')}
                </Button>
              </div>
            </Form>
          </details>
          <details className={shared['act']}>
            <summary>{t('refuse')}</summary>
            <Form method="post" noValidate>
              {frame('refuse')}
              <div className={shared['fields']}>
                <TextInput name="reason" label={t('refuse-why')} error={wrong('reason')} />
              </div>
              <div className={shared['end']}>
                <Button type="submit" variant="default" loading={busy}>
                  {t('refuse')}
                </Button>
              </div>
            </Form>
          </details>
        </>
      )}
      {list.state === 'proposed' && list.isOwn && <p className={shared['light']}>{t('another-decides')}</p>}
    </Panel>
  )
}
