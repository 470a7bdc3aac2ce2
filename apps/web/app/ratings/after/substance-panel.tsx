import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../ui/chip.tsx'
import { formatDay } from '../../ui/format.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { MissingValue } from '../../ui/missing-value.tsx'
import { Panel } from '../../ui/panel.tsx'
import { WhyPopover } from '../../ui/why-popover.tsx'
import { ConfidenceMark } from '../confidence-mark.tsx'
import classes from './after.module.css'
import type { AroundView } from './around.server.ts'
import { Act, Answered, Field } from './form-parts.tsx'

/** Before a decision: levels against facts, each with its source, its rule and the decider's answer; what is missing, as missing. */
export function SubstancePanel({
  around,
  mayDecide,
  mayEnter = true,
  requestId,
}: {
  readonly around: AroundView
  readonly mayDecide: boolean
  readonly mayEnter?: boolean
  readonly requestId: string
}) {
  const t = useTranslations('ratings.after.substance')
  const { substance, year, committeeId } = around
  if (substance === null) return null
  const open = substance.checks.filter(({ answer }) => answer === null).length
  return (
    <section id="qd-10">
      <Panel title={t('title')} note={t('note', { open })} tone={open > 0 ? 'watch' : 'plain'}>
        <div className={classes['stack']}>
          <p>{substance.checks.length === 0 ? t('none') : t('intro')}</p>
          <ol className={classes['list']}>
            {substance.checks.map((check) => {
              const intent = `acknowledge ${check.code} ${check.aboutId}`
              const waits = check.code === 'TC-09'
              return (
                <li key={intent}>
                  <p className={classes['head']}>
                    <Chip look={check.answer === null ? 'watch' : 'grey'}>{check.title}</Chip>
                    <strong>
                      {check.to ? <Link to={check.to}>{check.name}</Link> : t('cell', { name: check.name })}
                    </strong>
                    {!check.isCell && <span className={classes['light']}>{check.kind ?? check.cellName}</span>}
                  </p>
                  <p>
                    {check.sentence}{' '}
                    <WhyPopover
                      title={`${t('why')}: ${check.code} ${check.name}`}
                      sentence={`${check.code}: ${check.sentence} ${check.source}`}
                      why={{
                        how: check.sentence,
                        facts: check.name,
                        rule: `${check.basis.document}, ${check.basis.provision}`,
                        source: (
                          <>
                            {check.source} <ConfidenceMark confidence={check.basis.confidence} />
                          </>
                        ),
                      }}
                    >
                      {check.code}
                    </WhyPopover>
                  </p>
                  <p className={classes['light']}>{check.source}</p>
                  {check.answer !== null && <p>{t('answered', check.answer)}</p>}
                  {check.answer === null && mayDecide && (
                    <>
                      <Answered intent={intent} />
                      <Act
                        intent="acknowledge"
                        requestId={requestId}
                        hidden={{ code: check.code, aboutId: check.aboutId, seen: check.seen }}
                        label={t(waits ? 'direction.save' : 'save')}
                      >
                        {waits && (
                          <>
                            <Field intent={intent} name="directionNumber" label={t('direction.number')} />
                            <Field intent={intent} name="directionOn" label={t('direction.day')} day />
                          </>
                        )}
                        <Field
                          intent={intent}
                          name="reason"
                          label={`${t(waits ? 'direction.result' : 'answer')}: ${check.code}, ${check.name}`}
                          long
                        />
                      </Act>
                    </>
                  )}
                  {check.answer === null && !mayDecide && (
                    <p className={classes['light']}>{t(waits ? 'direction.office' : 'office')}</p>
                  )}
                </li>
              )
            })}
          </ol>
          {substance.missing.length > 0 && (
            <details>
              <summary>
                {t('missing-title')} <MissingValue kind="missing" />
              </summary>
              <p className={classes['light']}>{t('missing-note')}</p>
              <ul className={classes['rules']}>
                {substance.missing.map(({ organizationId, name, facts }) => (
                  <li key={organizationId}>{t('missing', { cell: name, facts })}</li>
                ))}
              </ul>
            </details>
          )}
          {mayEnter && (
            <p>
              <Link to={`/ratings/${year}/committees/${committeeId}/facts`}>{t('enter')}</Link>
            </p>
          )}
        </div>
      </Panel>
    </section>
  )
}

/** After a decision: who was told, and what was decided about single people since. */
export function AfterPanels({
  around,
  mayTell,
  mayEnter = true,
  today,
  requestId,
}: {
  readonly around: AroundView
  readonly mayTell: boolean
  readonly mayEnter?: boolean
  readonly today: string
  readonly requestId: string
}) {
  const t = useTranslations('ratings.after')
  const { notices, amendments, year, committeeId, isUnit } = around
  const left = notices.standing - notices.told
  const base = `/ratings/${year}/committees/${committeeId}`
  return (
    <>
      <Panel title={t('notice.title')}>
        <div className={classes['stack']}>
          <p>
            {notices.told === 0
              ? t('notice.none')
              : t('notice.counts', { told: notices.told, standing: notices.standing, seen: notices.seen })}
          </p>
          <Answered intent="notify" />
          {left > 0 && !mayTell ? (
            <p className={classes['light']}>{t('notice.by-advisers', { count: left })}</p>
          ) : left > 0 ? (
            <Act
              intent="notify"
              requestId={requestId}
              label={t(isUnit ? 'notice.send-units' : 'notice.send', { count: left })}
              main
            >
              <Field
                intent="notify"
                name="noticeOn"
                label={t('notice.day')}
                help={t(isUnit ? 'notice.help-units' : 'notice.help')}
                value={formatDay(today)}
                day
              />
            </Act>
          ) : (
            <p className={classes['light']}>{t(isUnit ? 'notice.all-told-units' : 'notice.all-told')}</p>
          )}
        </div>
      </Panel>
      {amendments.length > 0 && (
        <Panel title={t('amended.title')}>
          <ul className={classes['list']}>
            {amendments.map(({ caseId, name, from, to, kind, number, day }) => (
              <li key={`${number} ${caseId}`}>
                <p className={classes['head']}>
                  <Link to={`/ratings/${year}/cases/${caseId}/outcome`}>{name}</Link>
                  <GradeChip grade={from} /> <GradeChip grade={to} />
                  <span>{t(`amended.kinds.${kind}`)}</span>
                  <span className={classes['light']}>{t('amended.number', { number, day: formatDay(day) })}</span>
                </p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t('links.title')}>
        <ul className={classes['rules']}>
          <li>
            <Link to={`${base}/appeals`}>{t('links.appeals')}</Link>
          </li>
          <li>
            <Link to={`${base}/awards`}>{t('links.awards')}</Link>
          </li>
          {!isUnit && (
            <li>
              <Link to="/ratings/screenings">{t('links.screenings')}</Link>
            </li>
          )}
          {mayEnter && (
            <li>
              <Link to={`${base}/facts`}>{t('links.facts')}</Link>
            </li>
          )}
        </ul>
      </Panel>
    </>
  )
}
