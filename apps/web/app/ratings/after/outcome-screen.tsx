import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay, formatMoment } from '../../ui/format.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './after.module.css'
import { AppealPanel } from './appeal-panel.tsx'
import { Facts } from './form-parts.tsx'
import type { outcomeLoader } from './outcome.server.ts'

/** One person's decided level of a year: what stands, every version linked both ways, notice, complaint, what followed. */
export function OutcomeScreen() {
  const view = useLoaderData<typeof outcomeLoader>()
  const t = useTranslations('ratings.after.outcome')
  const year = String(view.year)
  return (
    <>
      <PageHead
        crumbs={view.own ? [{ label: t('crumb') }] : [{ label: view.name, to: view.home }, { label: t('crumb') }]}
        title={view.own ? t('title-own', { year }) : t('title', { year, name: view.name })}
        state={
          view.standing ? (
            <>
              {t('standing')}: <GradeChip grade={view.standing.grade} full />
            </>
          ) : (
            t(view.isReplaced ? 'replaced-untold' : view.own ? 'none-own' : 'none')
          )
        }
        actions={
          <>
            <Button component={Link} to={view.home}>
              {t(view.isUnit ? 'why-unit' : 'why-case')}
            </Button>
            {view.mayCorrect && view.standing && (
              <Button component={Link} to={`/ratings/${year}/cases/${view.caseId}/correction`}>
                {t('correct')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {view.versions.length > 0 && <Versions />}
          {view.versions.length > 0 && <AppealPanel />}
        </div>
        <div className={classes['stack']}>
          <Followed />
        </div>
      </div>
    </>
  )
}

function Versions() {
  const { versions } = useLoaderData<typeof outcomeLoader>()
  const t = useTranslations('ratings.after.outcome')
  return (
    <Panel title={t('versions')} note={t('versions-note', { count: versions.length })}>
      <ol className={classes['list']}>
        {versions.map((version) => (
          <li key={version.id} className={version.inForce ? undefined : classes['old']}>
            <p className={classes['head']}>
              <GradeChip grade={version.grade} full />
              <strong>{t('decision', { number: version.number, day: formatDay(version.day) })}</strong>
              <span>{t(`kinds.${version.kind}`)}</span>
              <span className={classes['light']}>
                {version.replaces !== null && `${t('replaces', { number: version.replaces })}. `}
                {version.inForce
                  ? t('in-force')
                  : version.replacedBy === null
                    ? t('replaced-untold')
                    : t('replaced', { number: version.replacedBy })}
              </span>
            </p>
            <Facts
              facts={[
                [t('signer'), version.signer],
                [t('points'), version.points?.replace('.', ',') ?? null],
                [t('reason'), version.reason],
                [
                  t('checks'),
                  version.checks.length === 0
                    ? null
                    : version.checks.map(({ name, reason }) => `${name}: ${reason}`).join('\n'),
                ],
                [
                  t('notice'),
                  version.told === null
                    ? t('not-told')
                    : `${t('told', { day: formatDay(version.told.day) })}; ${
                        version.told.seenAt === null
                          ? t('not-seen')
                          : t('seen', { at: formatMoment(version.told.seenAt) })
                      }`,
                ],
              ]}
            />
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Followed() {
  const { corrections, awards, screenings, history, year, own } = useLoaderData<typeof outcomeLoader>()
  const t = useTranslations('ratings.after.outcome')
  const kinds = useTranslations('ratings.after.awards.kinds')
  return (
    <>
      {corrections.length > 0 && (
        <Panel title={t('corrections')}>
          <ul className={classes['list']}>
            {corrections.map(({ id, document, issuer, day, basis, reason }) => (
              <li key={id}>{t('correction-line', { document, issuer, day: formatDay(day), basis, reason })}</li>
            ))}
          </ul>
        </Panel>
      )}
      {(awards.length > 0 || screenings.length > 0) && (
        <Panel title={t('awards')}>
          <ul className={classes['list']}>
            {awards.map(({ id, kind, number, day, annulled }) => (
              <li key={id}>
                <p>{t('award-line', { kind: kinds(kind), number, day: formatDay(day) })}</p>
                {annulled && <p className={classes['light']}>{t('award-annulled', annulled)}</p>}
              </li>
            ))}
            {screenings.map(({ id, firstYear, secondYear }) => (
              <li key={id}>
                <p>{t('screening-line', { first: String(firstYear), second: String(secondYear) })}</p>
                {!own && <Link to="/ratings/screenings">{t('screening-link')}</Link>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {history.length > 0 && (
        <Panel title={t('history')}>
          <ul className={classes['list']}>
            {history.map((one) => (
              <li key={one.year}>
                <p className={classes['head']}>
                  {one.year === year ? (
                    <strong>{t('history-year', { year: String(one.year) })}</strong>
                  ) : (
                    t('history-year', { year: String(one.year) })
                  )}
                  <GradeChip grade={one.grade} />
                </p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
