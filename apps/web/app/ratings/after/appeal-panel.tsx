import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../ui/chip.tsx'
import { Deadline } from '../../ui/deadline.tsx'
import { formatDay } from '../../ui/format.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RuleSource } from '../confidence-mark.tsx'
import classes from './after.module.css'
import { Act, Answered, Facts, Field } from './form-parts.tsx'
import type { outcomeLoader } from './outcome.server.ts'

const looks = { filed: 'watch', withdrawn: 'dashed', upheld: 'grey', changed: 'accentEdge' } as const
const reasons = [
  'start',
  'counted',
  'make-up',
  'weekend',
  'holiday',
  'compensatory',
  'swapped-off',
  'suspended',
  'resumed',
  'rolled',
  'effect',
] as const

/** Complaints about the level: until when, how it is counted, what was filed, and the answer. */
export function AppealPanel() {
  const { window, appeals, mayFile, filesForMember, isDecidedAbove, requestId, today, levels } =
    useLoaderData<typeof outcomeLoader>()
  const t = useTranslations('ratings.after.appeal')
  const grades = useTranslations('ui.grade.full')
  const choices = [
    { value: '', label: t('no-wanted') },
    ...levels.map((level) => ({ value: level, label: grades(level) })),
  ]
  return (
    <Panel title={t('title')}>
      <div className={classes['stack']}>
        {window && (
          <div>
            <Facts
              facts={[
                [
                  t('window'),
                  window.until === null ? (
                    t('no-due')
                  ) : window.until.deadline && mayFile ? (
                    <Deadline
                      deadline={window.until.deadline}
                      longDay
                      how={<a href={window.how}>{t('window-how')}</a>}
                    />
                  ) : (
                    <>
                      {formatDay(window.until.day)} <a href={window.how}>{t('window-how')}</a>
                    </>
                  ),
                ],
              ]}
            />
            <p className={classes['light']}>
              {t('window-rule')} {t(window.late === 'REFUSE' ? 'late-no' : 'late-ok')}{' '}
              <RuleSource source={window.source} />
            </p>
          </div>
        )}
        {appeals.length > 0 && (
          <ul className={classes['list']}>
            {appeals.map((appeal) => (
              <OneAppeal key={appeal.id} appeal={appeal} />
            ))}
          </ul>
        )}
        <Answered intent="file" />
        {mayFile ? (
          <Act intent="file" requestId={requestId} label={t(filesForMember ? 'file-for' : 'file')} main>
            <Field intent="file" name="grounds" label={t('grounds')} long />
            <Field intent="file" name="wantedLevel" label={t('wanted')} choices={choices} />
            {filesForMember && (
              <Field
                intent="file"
                name="filedOn"
                label={t('filed-on')}
                help={t('filed-on-help')}
                value={formatDay(today)}
                day
              />
            )}
          </Act>
        ) : (
          appeals.length === 0 && <p className={classes['light']}>{t(isDecidedAbove ? 'decided-above' : 'closed')}</p>
        )}
      </div>
    </Panel>
  )
}

type Appeal = ReturnType<typeof useLoaderData<typeof outcomeLoader>>['appeals'][number]

function OneAppeal({ appeal }: { appeal: Appeal }) {
  const { mayWithdraw, mayAnswer, requestId } = useLoaderData<typeof outcomeLoader>()
  const t = useTranslations('ratings.after.appeal')
  const steps = useTranslations('ratings.after.steps')
  const open = appeal.state === 'filed'
  return (
    <li>
      <p className={classes['head']}>
        <Chip look={looks[appeal.state]}>{t(`states.${appeal.state}`)}</Chip>
        <span>{t('filed', { day: formatDay(appeal.filedOn), by: appeal.by })}</span>
        {appeal.forMember && <span className={classes['light']}>{t('filed-for')}</span>}
        {appeal.isLate && <Chip look="watch">{t('late')}</Chip>}
      </p>
      <Facts
        facts={[
          [t('grounds'), appeal.grounds],
          [t('wanted'), appeal.wanted && <GradeChip grade={appeal.wanted} full />],
          [
            t('due'),
            appeal.due === null ? (
              t('no-due')
            ) : appeal.due.deadline ? (
              <Deadline deadline={appeal.due.deadline} longDay />
            ) : (
              formatDay(appeal.due.day)
            ),
          ],
          [t('answer'), appeal.answer],
          [
            t('outcome'),
            appeal.answeredOn === null
              ? null
              : t('answered', { day: formatDay(appeal.answeredOn), by: appeal.answeredBy ?? '' }),
          ],
        ]}
      />
      {appeal.steps.length > 0 && (
        <details>
          <summary>{t('counted')}</summary>
          <ol className={classes['rules']}>
            {appeal.steps.map(({ day, why }) => {
              const known = reasons.find((one) => one === why)
              return <li key={day}>{t('step', { day: formatDay(day), why: known ? steps(known) : why })}</li>
            })}
          </ol>
        </details>
      )}
      {open && mayWithdraw && (
        <>
          <Answered intent="withdraw" />
          <Act
            intent="withdraw"
            requestId={requestId}
            version={appeal.version}
            hidden={{ appealId: appeal.id }}
            label={t('withdraw')}
          />
        </>
      )}
      {open && mayAnswer && <AnswerForm appeal={appeal} />}
    </li>
  )
}

function AnswerForm({ appeal }: { appeal: Appeal }) {
  const { requestId, today, levels } = useLoaderData<typeof outcomeLoader>()
  const t = useTranslations('ratings.after.appeal')
  const c = useTranslations('ratings.after.correction')
  const grades = useTranslations('ui.grade.full')
  const intent = 'answer'
  return (
    <Notice tone="watch" title={t('answer-title')}>
      <div className={classes['stack']}>
        <Answered intent={intent} />
        <Act
          intent={intent}
          requestId={requestId}
          version={appeal.version}
          hidden={{ appealId: appeal.id }}
          label={t('save-answer')}
          main
        >
          <Field
            intent={intent}
            name="outcome"
            label={t('outcome')}
            choices={[
              { value: 'upheld', label: t('uphold') },
              { value: 'changed', label: t('change') },
            ]}
          />
          <Field
            intent={intent}
            name="level"
            label={t('level')}
            value="T"
            help={t('document')}
            choices={levels.map((level) => ({ value: level, label: grades(level) }))}
          />
          <Field intent={intent} name="answer" label={t('answer')} help={t('answer-help')} long />
          <Field intent={intent} name="decisionNumber" label={c('number')} />
          <Field intent={intent} name="decidedOn" label={c('day')} value={formatDay(today)} day />
          <Field intent={intent} name="signerName" label={c('signer')} />
          <Field intent={intent} name="signerTitle" label={c('signer-title')} value={c('default-title')} />
          <Field intent={intent} name="exceptionDecisionNumber" label={c('exception')} />
        </Act>
      </div>
    </Notice>
  )
}
