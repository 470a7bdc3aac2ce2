import { Button, Checkbox } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { formatDay, formatMoment } from '../ui/format.ts'
import { ErrorNotice, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProgressRow } from '../ui/progress-row.tsx'
import classes from './campaign.module.css'
import type { campaignSetupAction, campaignSetupLoader } from './campaign.server.ts'
import { CampaignStateChip } from './campaign-state-chip.tsx'
import { RuleSource } from './confidence-mark.tsx'
import { NewerReadingNotice } from './newer-reading-notice.tsx'

/** A year before it opens: what it is pinned to, who would be rated, and the opening with its progress. */
export function CampaignSetupScreen() {
  const { campaign, how, committee, outsideLaw, rules, newerReading, options, frozen, work } =
    useLoaderData<typeof campaignSetupLoader>()
  const answer = useActionData<typeof campaignSetupAction>()
  const t = useTranslations('ratings.campaigns')
  const after = useTranslations('ratings.after.rules')
  const close = useTranslations('ratings.after.close')
  const running = work?.state === 'running'
  useAskAgain(running)
  const year = String(campaign.year)

  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/ratings' }, { label: year }]}
        title={t('setup-title', { year })}
        state={
          <>
            <CampaignStateChip state={campaign.state} /> {committee}
          </>
        }
        actions={
          <>
            <Button component={Link} to={`/ratings/${year}/after`}>
              {after('crumb')}
            </Button>
            {campaign.state !== 'draft' && (
              <Button component={Link} to={`/ratings/${year}/close`}>
                {close('crumb')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {answer?.refusal && (
            <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
              {t('nothing-changed')}
            </Notice>
          )}
          <WorkNotice />
          {outsideLaw.map(({ field, before, source }) => (
            <Notice key={field} tone="watch" title={t('outside-law-title', { what: t(field) })}>
              {t('law-end', { day: formatDay(before) })} <RuleSource source={source} />
            </Notice>
          ))}
          {newerReading !== null && <NewerReadingNotice year={campaign.year} says={newerReading} />}
          {campaign.state === 'draft' ? (
            <>
              {frozen.cells > 0 && !running && (
                <Notice tone="watch">{t('broken-before', { cells: frozen.cells, people: frozen.people })}</Notice>
              )}
              <PreviewPanel />
              <OpenPanel />
            </>
          ) : (
            <Notice
              tone="ok"
              live="status"
              title={t('opened-title', { year, at: campaign.openedAt ? formatMoment(campaign.openedAt) : '' })}
              end={
                <Button component={Link} to={`/ratings/${year}`} variant="filled">
                  {t('to-overview')}
                </Button>
              }
            >
              {t('opened-counts', frozen)}
            </Notice>
          )}
        </div>
        <Panel title={t('pinned-title')}>
          <dl className={classes['facts']}>
            {(['opensOn', 'cutOffOn', 'cellDueOn', 'committeeDueOn'] as const).map((day) => (
              <div key={day} style={{ display: 'contents' }}>
                <dt>{t(day)}</dt>
                <dd>
                  {formatDay(campaign[day])}{' '}
                  {(day === 'cellDueOn' || day === 'committeeDueOn') && <Link to={how[day]}>{t('how-counted')}</Link>}
                </dd>
              </div>
            ))}
            <dt>{t('rules')}</dt>
            <dd>{rules}</dd>
            {options !== null && (
              <>
                <dt>{t('quota')}</dt>
                <dd>{t(`denominators.${options.quotaDenominator}`)}</dd>
                <dt>{t('voting')}</dt>
                <dd>{t(`bases.${options.votingBase}`)}</dd>
                <dt>{t('second-entry')}</dt>
                <dd>{t(options.secondEntryRequired ? 'yes' : 'no')}</dd>
                <dt>{t('two-rounds')}</dt>
                <dd>{t(options.twoRounds ? 'yes' : 'no')}</dd>
              </>
            )}
          </dl>
          {options !== null && <p className={classes['small']}>{t('unsettled')}</p>}
        </Panel>
      </div>
    </>
  )
}

/** Looks again every second while work is under way. */
function useAskAgain(running: boolean) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!running || state !== 'idle') return
    const timer = setTimeout(revalidate, 1_000)
    return () => clearTimeout(timer)
  }, [running, state, revalidate])
}

function WorkNotice() {
  const { work } = useLoaderData<typeof campaignSetupLoader>()
  const t = useTranslations('ratings.campaigns')
  if (work?.state === 'running') {
    return (
      <Panel title={t('running')}>
        <ProgressRow name={t(`work.${work.kind}`)} done={work.done} total={work.total} />
        <noscript>
          <Link to="." reloadDocument>
            {t('look-again')}
          </Link>
        </noscript>
      </Panel>
    )
  }
  if (work?.state === 'broken-off') {
    return (
      <ErrorNotice
        happened={t('broken.happened', { work: t(`work.${work.kind}`) })}
        kept={t('broken.kept', { done: work.done, total: work.total })}
        todo={t('broken.todo')}
      />
    )
  }
  if (work?.state === 'refused') {
    return (
      <Notice tone="error" live="alert" title={t(`refusals.${work.code}`)}>
        {t('nothing-changed')}
      </Notice>
    )
  }
  return null
}

function PreviewPanel() {
  const { work, campaign } = useLoaderData<typeof campaignSetupLoader>()
  const t = useTranslations('ratings.campaigns')
  const format = useFormatter()
  const busy = useNavigation().state === 'submitting'
  const preview = work?.state === 'done' && work.kind === 'preview' ? work : null
  return (
    <Panel
      title={t('preview-title')}
      note={preview === null ? undefined : t('counted-at', { at: formatMoment(preview.at) })}
    >
      <div className={classes['tight']}>
        <p>{t('preview-note', { day: formatDay(campaign.cutOffOn) })}</p>
        {preview !== null && (
          <>
            <dl className={classes['numbers']}>
              {(['committees', 'cells', 'people', 'rated'] as const).map((one) => (
                <div key={one}>
                  <dt>{t(`counts.${one}`)}</dt>
                  <dd>{format.number(preview.preview[one])}</dd>
                </div>
              ))}
              <div>
                <dt>{t('counts.notRated')}</dt>
                <dd>{format.number(preview.preview.people - preview.preview.rated)}</dd>
              </div>
            </dl>
            {preview.preview.notRated.length > 0 && (
              <ul className={classes['list']}>
                {preview.preview.notRated.map(({ reason, count }) => (
                  <li key={reason}>
                    {reason}: {format.number(count)}
                  </li>
                ))}
              </ul>
            )}
            {preview.preview.emptyCells > 0 && (
              <Notice tone="watch">{t('empty-cells', { count: preview.preview.emptyCells })}</Notice>
            )}
          </>
        )}
        <Form method="post">
          <input type="hidden" name="intent" value="preview" />
          <Button
            type="submit"
            variant={preview === null ? 'filled' : 'default'}
            loading={busy || work?.state === 'running'}
          >
            {t(preview === null ? 'count' : 'count-again')}
          </Button>
        </Form>
      </div>
    </Panel>
  )
}

function OpenPanel() {
  const { work, campaign, frozen } = useLoaderData<typeof campaignSetupLoader>()
  const t = useTranslations('ratings.campaigns')
  const busy = useNavigation().state === 'submitting'
  const preview = work?.state === 'done' && work.kind === 'preview' ? work.preview : null
  const year = String(campaign.year)
  if (preview === null && frozen.cells === 0) {
    return (
      <Panel title={t('open-title')}>
        <p>{t('count-first')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={t('open-title')} tone="watch">
      <Form method="post" className={classes['tight']}>
        <input type="hidden" name="intent" value="open" />
        <p>{t('open-note')}</p>
        <Checkbox
          name="confirmed"
          value="yes"
          required
          label={
            preview === null
              ? t('confirm-rest', { year })
              : t('confirm', { year, rated: preview.rated, people: preview.people, cells: preview.cells })
          }
        />
        <div className={classes['end']}>
          <Button type="submit" variant="filled" loading={busy || work?.state === 'running'}>
            {t(frozen.cells > 0 ? 'open-go-on' : 'open', { year })}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
