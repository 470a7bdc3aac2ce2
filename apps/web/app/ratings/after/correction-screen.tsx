import { Button, Checkbox } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../../ui/format.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './after.module.css'
import type { correctionLoader } from './correction.server.ts'
import { Act, Answered, Facts, Field, RuleList } from './form-parts.tsx'

const grounds = [
  'violation-found',
  'level-not-due',
  'dishonest',
  'reported',
  'discipline-revoked',
  'wrong-facts',
  'superior-direction',
] as const
const measures = ['annul', 'adjust'] as const

/** Correcting a decided year in two steps by two people: prepared with its ground, decided by another number; the old one stays. */
export function CorrectionScreen() {
  const view = useLoaderData<typeof correctionLoader>()
  const t = useTranslations('ratings.after.correction')
  const year = String(view.year)
  return (
    <>
      <PageHead
        crumbs={[{ label: view.name, to: `/ratings/${year}/cases/${view.caseId}/outcome` }, { label: t('crumb') }]}
        title={t('title', { year, name: view.name })}
        state={t('state')}
        actions={
          <Button component={Link} to={`/ratings/${year}/cases/${view.caseId}/outcome`}>
            {t('to-outcome')}
          </Button>
        }
      />
      <div className={classes['stack']}>
        {!view.standing ? (
          <EmptyState why={t('none')} />
        ) : (
          <>
            <p>
              {t('stands')}: <GradeChip grade={view.standing.grade} full /> {view.standing.number},{' '}
              {formatDay(view.standing.day)}
            </p>
            {view.waiting ? <Waiting /> : <Prepare />}
          </>
        )}
        {view.decided.map((one) => (
          <Decided key={one.id} correction={one} />
        ))}
      </div>
    </>
  )
}

function Prepare() {
  const { levels, mayPrepare, requestId } = useLoaderData<typeof correctionLoader>()
  const t = useTranslations('ratings.after.correction')
  const grades = useTranslations('ui.grade.full')
  const intent = 'prepare'
  return (
    <Panel title={t('prepare')} note={t('prepare-note')}>
      <div className={classes['stack']}>
        <Answered intent={intent} />
        {mayPrepare && (
          <Act intent={intent} requestId={requestId} label={t('save')} main>
            <Field
              intent={intent}
              name="ground"
              label={t('ground')}
              choices={grounds.map((value) => ({ value, label: t(`grounds.${value}`) }))}
            />
            <Field
              intent={intent}
              name="measure"
              label={t('measure')}
              help={t('measure-help')}
              choices={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
            />
            <Field
              intent={intent}
              name="level"
              label={t('level')}
              value="KHT"
              choices={levels.map((value) => ({ value, label: grades(value) }))}
            />
            <Field intent={intent} name="groundDocument" label={t('ground-document')} />
            <Field intent={intent} name="groundIssuer" label={t('ground-issuer')} />
            <Field intent={intent} name="groundDayOn" label={t('ground-day')} day />
            <Field intent={intent} name="legalBasis" label={t('legal-basis')} help={t('legal-help')} />
            <Field intent={intent} name="reason" label={t('reason')} long />
          </Act>
        )}
      </div>
    </Panel>
  )
}

type Said = readonly { readonly code: string; readonly forPeople: boolean; readonly sentence: string }[]

function Consequences({ consequences }: { consequences: Said }) {
  const t = useTranslations('ratings.after.correction')
  if (consequences.length === 0) return <p className={classes['light']}>{t('no-consequences')}</p>
  return (
    <ul className={classes['rules']}>
      {consequences.map(({ code, forPeople, sentence }) => (
        <li key={code}>
          {sentence} <Chip look={forPeople ? 'watch' : 'grey'}>{t(forPeople ? 'for-people' : 'automatic')}</Chip>
        </li>
      ))}
    </ul>
  )
}

function Waiting() {
  const { waiting, others, mayDecide, requestId, today } = useLoaderData<typeof correctionLoader>()
  const t = useTranslations('ratings.after.correction')
  if (!waiting) return null
  const hidden = { correctionId: waiting.id }
  const intent = 'decide'
  return (
    <Panel title={t('waiting')} note={t('prepared', { by: waiting.by, day: formatMoment(waiting.at) })} tone="watch">
      <div className={classes['stack']}>
        <p className={classes['head']}>
          <GradeChip grade={waiting.from} full /> <span aria-hidden>›</span> <GradeChip grade={waiting.to} full />
        </p>
        <Facts
          facts={[
            [t('ground'), t(`grounds.${waiting.ground}`)],
            [t('measure'), t(`measures.${waiting.measure}`)],
            [t('ground-document'), `${waiting.document}, ${waiting.issuer}, ${formatDay(waiting.groundDay)}`],
            [t('legal-basis'), waiting.legalBasis],
            [t('reason'), waiting.reason],
            [
              t('weighed'),
              waiting.weighed === null ? t('weighed-none') : <GradeChip key="weighed" grade={waiting.weighed} full />,
            ],
          ]}
        />
        <h3>{t('consequences')}</h3>
        <Consequences consequences={waiting.consequences} />
        {waiting.findings.length > 0 && (
          <Notice tone="watch" title={t('findings')}>
            <RuleList rules={waiting.findings} />
          </Notice>
        )}
        <Answered intent={intent} />
        {mayDecide && !waiting.isOwn ? (
          <Act intent={intent} requestId={requestId} version={waiting.version} hidden={hidden} label={t('decide')} main>
            <Field intent={intent} name="decisionNumber" label={t('number')} />
            <Field intent={intent} name="decidedOn" label={t('day')} value={formatDay(today)} day />
            <Field intent={intent} name="signerName" label={t('signer')} />
            <Field intent={intent} name="signerTitle" label={t('signer-title')} value={t('default-title')} />
            <Field intent={intent} name="exceptionDecisionNumber" label={t('exception')} />
            {others.length > 0 && (
              <fieldset className={classes['wide']}>
                <legend>{t('together')}</legend>
                <p className={classes['light']}>{t('together-help')}</p>
                {others.map(({ key, name, grade, reason }) => (
                  <Checkbox
                    key={key}
                    name="also"
                    value={key}
                    label={
                      <>
                        {name} <GradeChip grade={grade} />
                      </>
                    }
                    description={reason}
                  />
                ))}
              </fieldset>
            )}
          </Act>
        ) : (
          <p className={classes['light']}>{t('committee-only')}</p>
        )}
        <Answered intent="drop" />
        <Act intent="drop" requestId={requestId} version={waiting.version} hidden={hidden} label={t('drop')} />
      </div>
    </Panel>
  )
}

type DecidedOne = ReturnType<typeof useLoaderData<typeof correctionLoader>>['decided'][number]

function Decided({ correction }: { correction: DecidedOne }) {
  const { mayDecide, requestId } = useLoaderData<typeof correctionLoader>()
  const t = useTranslations('ratings.after.correction')
  const open = correction.consequences.some(({ forPeople }) => forPeople) && correction.followed === null
  return (
    <Panel title={t('decided', { number: correction.number })}>
      <div className={classes['stack']}>
        <p className={classes['head']}>
          <GradeChip grade={correction.to} full /> {t(`grounds.${correction.ground}`)}: {correction.document}
        </p>
        <Consequences consequences={correction.consequences} />
        {correction.followed && <p>{t('followed', correction.followed)}</p>}
        {open && mayDecide && (
          <>
            <h3>{t('follow-up')}</h3>
            <Answered intent="follow-up" />
            <Act
              intent="follow-up"
              requestId={requestId}
              version={correction.version}
              hidden={{ correctionId: correction.id }}
              label={t('save-follow-up')}
            >
              <Field intent="follow-up" name="note" label={t('follow-up-note')} long />
            </Act>
          </>
        )}
      </div>
    </Panel>
  )
}
