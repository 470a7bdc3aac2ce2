import { Button, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { IconDownload, IconInfoCircle } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { OverlayEditor } from './overlay-editor.tsx'
import { useOptionWords } from './overlay-words.ts'
import classes from './own-rules.module.css'
import type { overlayAction, overlayLoader } from './own-rules.server.ts'
import { StateChip } from './own-rules-screen.tsx'
import { RulesRefusal } from './rules-refusal.tsx'

type View = ReturnType<typeof useLoaderData<typeof overlayLoader>>

/** One overlay: what it changes, the editor while it is a draft, publishing by a second person, and trying it on a past year. */
export function OverlayScreen() {
  const view = useLoaderData<typeof overlayLoader>()
  const answer = useActionData<typeof overlayAction>()
  const t = useTranslations('rules')
  const { overlay, mayEdit, organizationName } = view
  const draft = overlay.state === 'draft' && mayEdit
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/ratings/rules' }, { label: overlay.title }]}
        title={overlay.title}
        state={
          <>
            <StateChip state={overlay.state} superseded={overlay.superseded} />{' '}
            {t('overlay-state', { year: String(overlay.year), name: organizationName, by: overlay.draftedByName })}
          </>
        }
        actions={
          <Button
            component="a"
            href={`/ratings/rules/${overlay.id}/file`}
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('download')}
          </Button>
        }
      />
      <div className={classes['stack']}>
        {answer && <RulesRefusal answer={answer} />}
        {answer?.done === 'saved' && <Notice tone="ok" live="status" title={t('saved')} />}
        {overlay.publishedAt !== null && (
          <Notice
            tone="info"
            icon={IconInfoCircle}
            title={t('published-title', { number: overlay.decisionNumber ?? '' })}
          >
            {t('published-by', {
              by: overlay.publishedByName ?? '',
              at: formatMoment(overlay.publishedAt),
              day: overlay.decidedOn ? formatDay(overlay.decidedOn) : '',
            })}
          </Notice>
        )}
        <Changes view={view} />
        {draft && <OverlayEditor key={overlay.version} view={view} />}
        {draft && <Publish view={view} />}
        {mayEdit && <Trial view={view} />}
      </div>
    </>
  )
}

function Changes({ view: { changes, standing } }: { view: View }) {
  const t = useTranslations('rules')
  const words = useOptionWords()
  return (
    <Panel title={t('changes')} note={t('changes-count', { count: changes.length })} flush>
      <p className={classes['small']} style={{ padding: '0 1rem' }}>
        {standing.length === 0 ? t('against-central') : t('against', { titles: standing.join('; ') })}
      </p>
      <DataTable
        label={t('changes')}
        rows={changes}
        rowKey={({ kind, path }) => `${kind} ${path}`}
        empty={<EmptyState why={t('no-changes')} />}
        columns={[
          { id: 'what', head: t('what'), phone: 'title', cell: ({ kind, path }) => words.name(kind, path) },
          { id: 'before', head: t('before'), cell: ({ kind, before }) => words.value(kind, before) },
          { id: 'after', head: t('after'), cell: ({ kind, after }) => <strong>{words.value(kind, after)}</strong> },
        ]}
      />
    </Panel>
  )
}

function Publish({ view: { overlay, typedByActor, requestId } }: { view: View }) {
  const t = useTranslations('rules')
  const busy = useNavigation().state !== 'idle'
  return (
    <Panel title={t('publish')}>
      <p className={classes['small']}>{t(typedByActor ? 'publish-not-you' : 'publish-help')}</p>
      <Form method="post" className={classes['row']} style={{ marginTop: '0.75rem' }}>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={overlay.version} />
        <TextInput name="decisionNumber" label={t('decision-number')} maxLength={60} />
        <DayInput name="decidedOn" label={t('decided-on')} />
        <Button type="submit" name="intent" value="publish" variant="filled" disabled={busy}>
          {t('publish')}
        </Button>
        <Button type="submit" name="intent" value="drop" disabled={busy}>
          {t('drop')}
        </Button>
      </Form>
    </Panel>
  )
}

function Trial({ view: { overlay, pastYears, simulations, requestId } }: { view: View }) {
  const t = useTranslations('rules')
  const format = useFormatter()
  const busy = useNavigation().state !== 'idle'
  return (
    <Panel title={t('trial')}>
      <p className={classes['small']}>{t('trial-help')}</p>
      {pastYears.length === 0 ? (
        <EmptyState why={t('no-past-years')} />
      ) : (
        <div className={classes['row']} style={{ marginTop: '0.75rem' }}>
          {pastYears.map(({ campaignId, year, organizationId }) => (
            <Form method="post" key={campaignId}>
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="version" value={overlay.version} />
              <input type="hidden" name="campaignId" value={campaignId} />
              <input type="hidden" name="organizationId" value={organizationId} />
              <Button type="submit" name="intent" value="simulate" disabled={busy}>
                {t('try-on', { year: String(year) })}
              </Button>
            </Form>
          ))}
        </div>
      )}
      {simulations.length > 0 && (
        <ul className={classes['list']}>
          {simulations.map(({ id, year, cases, moved, simulatedAt, contentHash }) => (
            <li key={id}>
              <Link to={`/ratings/simulations/${id}`}>
                {t('trial-of', { year: String(year), moved: format.number(moved), cases: format.number(cases) })}
              </Link>{' '}
              {formatMoment(simulatedAt)}
              {contentHash !== overlay.contentHash && overlay.state === 'draft' ? ` · ${t('outdated')}` : ''}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
