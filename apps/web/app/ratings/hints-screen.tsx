import { Button, Textarea } from '@mantine/core'
import { useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { hintsLoader } from './hints.server.ts'
import { Refused, useAct } from './level-form.tsx'
import classes from './workspace.module.css'

/** The committee's questions to one person before his review, each with the answer when it has come. */
export function HintsScreen() {
  const { year, caseId, name, cellId, cellName, mayAsk, hints } = useLoaderData<typeof hintsLoader>()
  const t = useTranslations('ratings.hints')
  return (
    <>
      <PageHead
        crumbs={[
          { label: cellName, to: `/ratings/${year}/cells/${cellId}` },
          { label: name, to: `/ratings/${year}/cases/${caseId}` },
          { label: t('crumb') },
        ]}
        title={t('title', { name })}
        state={t('state', { count: hints.length, open: hints.filter(({ answeredAt }) => answeredAt === null).length })}
      />
      <div className={classes['stack']}>
        <Panel title={t('list')}>
          {hints.length === 0 ? (
            <EmptyState why={t('none')} />
          ) : (
            <ol className={classes['faults']}>
              {hints.map((hint) => (
                <li key={hint.id}>
                  <strong>{hint.question}</strong>
                  <span className={classes['second']}>
                    {t('asked', { by: hint.askedBy, at: formatMoment(hint.askedAt) })}
                  </span>
                  {hint.answeredAt === null ? (
                    <MissingValue kind="missing" note={t('waits', { name })} />
                  ) : (
                    <p>
                      {hint.answer}{' '}
                      <span className={classes['second']}>{t('answered', { at: formatMoment(hint.answeredAt) })}</span>
                    </p>
                  )}
                  {mayAsk && <Withdraw hintId={hint.id} />}
                </li>
              ))}
            </ol>
          )}
        </Panel>
        {mayAsk ? <Ask /> : <Notice tone="info">{t('closed')}</Notice>}
      </div>
    </>
  )
}

function Ask() {
  const t = useTranslations('ratings.hints')
  const [round, setRound] = useState(0)
  return (
    <Panel title={t('ask')} note={t('ask-note')}>
      <AskForm key={round} done={() => setRound((before) => before + 1)} />
    </Panel>
  )
}

function AskForm({ done }: { done: () => void }) {
  const t = useTranslations('ratings.hints')
  const { fetcher, requestId, errors, refusal, busy } = useAct(done)
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="ask" />
      <input type="hidden" name="requestId" value={requestId} />
      <Textarea
        name="question"
        label={t('question')}
        maxLength={2_000}
        autosize
        minRows={2}
        error={errors['question'] ? t('question-needed') : undefined}
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button type="submit" variant="filled" loading={busy}>
          {t('send')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

function Withdraw({ hintId }: { hintId: string }) {
  const t = useTranslations('ratings.hints')
  const { fetcher, requestId, refusal, busy } = useAct(() => undefined)
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="withdraw" />
      <input type="hidden" name="hintId" value={hintId} />
      <input type="hidden" name="requestId" value={requestId} />
      <Button type="submit" variant="subtle" loading={busy}>
        {t('withdraw')}
      </Button>
      {refusal && <Refused code={refusal} />}
    </fetcher.Form>
  )
}
