import { Button, NativeSelect, Textarea } from '@mantine/core'
import { countedSheets, monitoringMessages, sayPeriod } from '@nq15/domain/monitoring'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SignChip } from '../ui/sign-chip.tsx'
import { MonitorSilent } from './monitor-silent.tsx'
import classes from './screening.module.css'
import type { SignAnswer, signLoader } from './signs.server.ts'

type Loaded = Extract<Awaited<ReturnType<typeof useLoaderData<typeof signLoader>>>, { up: true }>
const refusals = [
  'REASON_REQUIRED',
  'NAMES_A_PERSON',
  'CHANGED_MEANWHILE',
  'ONLY_THE_ORGANIZATION_CONTESTS',
  'ANSWERED_BY_YOURSELF',
  'NOT_ANSWERED_YET',
  'MONITOR_DOWN',
] as const

/** One sign: its sentence, what it rests on, who answered what, and the answer. */
export function SignScreen() {
  const loaded = useLoaderData<typeof signLoader>()
  const t = useTranslations('screening.sign')
  if (!loaded.up) return <MonitorSilent title={t('sentence')} />
  return <OneSign loaded={loaded} />
}

function OneSign({ loaded }: { loaded: Loaded }) {
  const t = useTranslations('screening.sign')
  const answer = useActionData<SignAnswer>()
  const { page, locale } = loaded
  const { sign, answers, sources, decisions, typed, basis } = page
  const words = monitoringMessages(locale)
  const known = refusals.find((one) => one === answer?.refusal)
  const answerWords = useTranslations('screening.signs.answers')
  const grade = useTranslations('ui.grade')
  return (
    <div className={classes['stack']}>
      <PageHead
        crumbs={[{ label: t('back'), to: '/monitoring/signs' }, { label: sign.organizationName }]}
        title={`${sign.code} · ${sign.name[locale]}`}
        state={sign.organizationName}
      />
      {answer?.done && <Notice tone="ok" live="status" title={t('answered')} />}
      {answer?.refusal && <Notice tone="error" live="alert" title={t(`refusals.${known ?? 'other'}`)} />}
      <Panel title={t('sentence')}>
        <p className={classes['sentence']}>
          <SignChip sign={sign.kind === 'red' ? 'red' : 'yellow'} /> {sign.sentence[locale]}
        </p>
        <dl className={classes['facts']} style={{ marginTop: '0.75rem' }}>
          <Fact name={t('since')} value={formatDay(sign.since)} />
          <Fact name={t('raised')} value={formatDay(sign.observedOn)} />
          {sign.dueOn && <Fact name={t('due')} value={formatDay(sign.dueOn)} />}
          {basis !== '' && <Fact name={t('basis')} value={basis === 'proposal' ? t('basis-proposed') : basis} />}
        </dl>
        <p style={{ marginTop: '0.75rem' }}>
          <Link to={`/monitoring/entry/${sign.organizationId}`}>{t('organization')}</Link>
        </p>
      </Panel>
      {loaded.mayAnswer && sign.alarmId && sign.alarmState !== 'closed' && <AnswerForm loaded={loaded} />}
      <Panel title={t('history')}>
        {answers.length === 0 ? (
          <p className={classes['light']}>{t('history-none')}</p>
        ) : (
          <ul className={classes['list']}>
            {answers.map(({ answer: word, reason, byName, at }) => (
              <li key={`${at}${byName}`}>
                {formatMoment(at)}, {byName}: {isAnswer(word) ? answerWords(word) : word}
                {reason ? ` (${reason})` : ''}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('sources')}>
        {sources.length + decisions.length === 0 ? (
          <p className={classes['light']}>{t('sources-none')}</p>
        ) : (
          <ul className={classes['list']}>
            {decisions.map(({ year, outcome, decisionNumber, decidedOn }) => (
              <li key={`${year}${decisionNumber}`}>
                {t('decision', {
                  year: String(year),
                  level: grade(`full.${outcome}`),
                  number: decisionNumber,
                  day: formatDay(decidedOn),
                })}
              </li>
            ))}
            {sources.map((source) => (
              <li key={source.id}>
                <Link
                  to={`/monitoring/entry/${sign.organizationId}?sheet=${typedBeside(source.sheet)}&start=${source.start}`}
                >
                  {nameOfSheet(source.sheet, words)},{' '}
                  {sayPeriod(
                    source.sheet.endsWith('month') ? 'month' : source.sheet.endsWith('quarter') ? 'quarter' : 'year',
                    source.start,
                    locale,
                  )}
                </Link>
                : {source.source};{' '}
                {source.quality === 'derived'
                  ? t('counted', { moment: formatMoment(source.enteredAt) })
                  : t('entered', { by: source.enteredByName, moment: formatMoment(source.enteredAt) })}
                {source.verifiedByName ? `; ${t('verified', { by: source.verifiedByName })}` : ''}
              </li>
            ))}
          </ul>
        )}
        {typed.length > 0 && (
          <p className={classes['light']}>{t('typed', { names: typed.map((name) => name[locale]).join(', ') })}</p>
        )}
      </Panel>
      {loaded.mayAnswer && !loaded.isOwn && sign.answer && <JudgeForm loaded={loaded} />}
    </div>
  )
}

/** The name of a sheet, of those that people enter and those the product counts. */
const nameOfSheet = (sheet: string, words: ReturnType<typeof monitoringMessages>) =>
  Object.entries(words.sheets).find(([id]) => id === sheet)?.[1] ?? sheet

/** The sheet on whose page counted figures stand beside the typed ones. */
const typedBeside = (sheet: string) =>
  Object.entries(countedSheets).find(([, counted]) => counted === sheet)?.[0] ?? sheet

const isAnswer = (word: string): word is 'action' | 'no-action' | 'contested' =>
  ['action', 'no-action', 'contested'].includes(word)

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function AnswerForm({ loaded }: { loaded: Loaded }) {
  const t = useTranslations('screening.sign')
  const answers = useTranslations('screening.signs.answers')
  const busy = useNavigation().state === 'submitting'
  const { page, requestIds, isOwn } = loaded
  const choices = isOwn ? (['action', 'no-action', 'contested'] as const) : (['action', 'no-action'] as const)
  return (
    <Panel title={t('answer')}>
      <Form method="post" key={page.sign.alarmVersion} preventScrollReset>
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="requestId" value={requestIds[0]} />
        <input type="hidden" name="version" value={page.sign.alarmVersion ?? 1} />
        <div className={classes['fields']}>
          <NativeSelect
            name="choice"
            label={t('answer-label')}
            data={choices.map((one) => ({ value: one, label: answers(one) }))}
          />
          <Textarea
            name="reason"
            label={t('reason')}
            description={t('reason-help')}
            autosize
            minRows={1}
            maxLength={1000}
          />
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="filled" loading={busy}>
            {t('send')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function JudgeForm({ loaded }: { loaded: Loaded }) {
  const t = useTranslations('screening.sign')
  const { page, requestIds } = loaded
  const { sign } = page
  return (
    <Panel title={t('judge')} note={sign.verdict ? t('judged', { verdict: t(`verdicts.${sign.verdict}`) }) : undefined}>
      <p className={classes['light']}>{t('judge-help')}</p>
      <Form method="post" key={sign.alarmVersion} preventScrollReset>
        <input type="hidden" name="intent" value="judge" />
        <input type="hidden" name="requestId" value={requestIds[1]} />
        <input type="hidden" name="version" value={sign.alarmVersion ?? 1} />
        <div className={classes['fields']}>
          <NativeSelect
            name="choice"
            label={t('judge')}
            data={(['true', 'known', 'false'] as const).map((one) => ({ value: one, label: t(`verdicts.${one}`) }))}
          />
          <Textarea name="reason" label={t('reason')} autosize minRows={1} maxLength={500} />
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="default">
            {t('judge-send')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
