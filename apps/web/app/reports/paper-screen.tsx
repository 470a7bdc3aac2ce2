import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ConfidenceMark } from '../ratings/confidence-mark.tsx'
import { useFocusFault } from '../ratings/use-focus-fault.ts'
import { Chip } from '../ui/chip.tsx'
import { formatDay } from '../ui/format.ts'
import { IconDownload, IconFileText } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { PaperAnswer, paperLoader } from './paper.server.ts'
import classes from './papers.module.css'

/** One paper: its files, what is missing, what people write into it, its number and registration. */
export function PaperScreen() {
  const { organizationId, year, caseId, code, title, about, missing, findings, decisionId, decisions } =
    useLoaderData<typeof paperLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('reports')
  const answer = useActionData<PaperAnswer>()
  useFocusFault(answer)
  const query = caseId === null ? '' : `?case=${caseId}`
  const own = `/papers/${organizationId}/${year}`
  const asked = new URLSearchParams({
    ...(caseId === null ? {} : { case: caseId }),
    ...(decisions.length > 1 && decisionId !== null ? { decision: decisionId } : {}),
  })
  const fileOf = (as: 'docx' | 'pdf') => {
    const search = new URLSearchParams([...asked, ...(as === 'pdf' ? [['as', 'pdf']] : [])] as [string, string][])
    return `${own}/${code}/file${search.size > 0 ? `?${search}` : ''}`
  }
  const held = heldCodes.find((one) => one === search.get('held'))
  return (
    <>
      <PageHead
        crumbs={[{ label: t('papers.title', { year: String(year) }), to: `${own}${query}` }, { label: title }]}
        title={title}
        state={about}
        actions={
          <>
            <Button
              component="a"
              href={fileOf('docx')}
              variant="filled"
              leftSection={<IconFileText size={18} stroke={1.6} aria-hidden />}
            >
              {t('word')}
            </Button>
            <Button
              component="a"
              href={fileOf('pdf')}
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
            >
              {t('pdf')}
            </Button>
          </>
        }
      />
      <div className={classes['stack']}>
        {held !== undefined && (
          <Notice tone="error" live="alert" title={t('paper.held')}>
            {t(`paper.held-${held}`)}
          </Notice>
        )}
        <Answer answer={answer} />
        {missing.length > 0 && (
          <Notice tone="watch" title={t('paper.missing')}>
            <ul className={classes['list']}>
              {missing.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </Notice>
        )}
        {decisions.length > 1 && (
          <Panel title={t('paper.decisions')}>
            <ul className={classes['list']}>
              {decisions.map(({ id, decisionNumber, decidedOn, lines }) => (
                <li key={id}>
                  {id === decisionId ? (
                    <strong>
                      {t('paper.decision-of', { number: decisionNumber, day: formatDay(decidedOn), count: lines })}
                    </strong>
                  ) : (
                    <Link to={`${own}/${code}?decision=${id}`}>
                      {t('paper.decision-of', { number: decisionNumber, day: formatDay(decidedOn), count: lines })}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Standing />
        <Registering />
        <Fields />
        {findings.length > 0 && (
          <Panel title={t('paper.checks')} note={t('paper.checks-count', { count: findings.length })}>
            <ul className={classes['list']}>
              {findings.map(({ severity, code: finding, sentence }) => (
                <li key={finding}>
                  <Chip look={severity === 'BLOCK' ? 'red' : 'watch'}>{t(`severity.${severity}`)}</Chip> {sentence}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  )
}

const heldCodes = ['LIST_CHANGED', 'PAPER_HAS_FAULTS', 'TEMPLATE_UNREADABLE', 'NO_PDF_OF_TEMPLATE'] as const

function Answer({ answer }: { answer: PaperAnswer | undefined }) {
  const t = useTranslations('reports')
  if (answer === undefined) return null
  if (answer.done) {
    const intent = doneIntents.find((one) => one === answer.intent) ?? 'save'
    return <Notice tone="ok" live="status" title={t(`paper.done-${intent}`)} />
  }
  if (answer.refusal === null) {
    return (
      <Notice tone="error" live="alert" title={t('paper.faulty')}>
        {t('paper.nothing-changed')}
      </Notice>
    )
  }
  return (
    <Notice tone="error" live="alert" title={answer.refusal}>
      {answer.details.length > 0 && (
        <ul className={classes['list']}>
          {answer.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {t('paper.nothing-changed')}
    </Notice>
  )
}

const doneIntents = ['save', 'reserve', 'register', 'withdraw'] as const

function Standing() {
  const { paper, formNumber, formatVersion, confidence, issuer, checkAddress, officeConfigured } =
    useLoaderData<typeof paperLoader>()
  const t = useTranslations('reports')
  return (
    <Panel title={t('paper.standing')}>
      <dl className={classes['facts']}>
        <dt>{t('paper.form')}</dt>
        <dd>
          {t('paper.form-of', { number: String(formNumber) })} <ConfidenceMark confidence={confidence} />
        </dd>
        <dt>{t('issuer')}</dt>
        <dd>{issuer}</dd>
        <dt>{t('paper.format')}</dt>
        <dd>{t('paper.format-of', { rule: formatVersion })}</dd>
        {paper !== null && (
          <>
            <dt>{t('number')}</dt>
            <dd>
              {paper.number}{' '}
              <Chip look={paper.state === 'reserved' ? 'watch' : 'plain'}>{t(`states.${paper.state}`)}</Chip>
            </dd>
            <dt>{t('day')}</dt>
            <dd>{formatDay(paper.documentOn)}</dd>
            <dt>{t('term')}</dt>
            <dd>{paper.term}</dd>
          </>
        )}
        {paper?.hash && (
          <>
            <dt>{t('paper.hash')}</dt>
            <dd className={classes['hash']}>{paper.hash}</dd>
            <dt>{t('paper.check')}</dt>
            <dd>{checkAddress ?? t('paper.check-off')}</dd>
          </>
        )}
        {!officeConfigured && (
          <>
            <dt>PDF</dt>
            <dd>{t('paper.no-office')}</dd>
          </>
        )}
      </dl>
    </Panel>
  )
}

function Registering() {
  const { paper, numbered, mayRegister, today, signer, requestIds, replaceable, code, carried } =
    useLoaderData<typeof paperLoader>()
  const answer = useActionData<PaperAnswer>()
  const t = useTranslations('reports')
  const fault = (name: string) => (answer?.faults.includes(name) ? t('fault') : undefined)
  if (!numbered || !mayRegister || paper?.state === 'registered') return null
  if (paper === null) {
    return (
      <Panel title={t('paper.reserve')}>
        <p className={classes['light']}>
          {carried === null
            ? t('paper.reserve-help')
            : t('paper.reserve-carried', { number: carried.number, day: formatDay(carried.day) })}
        </p>
        <Form method="post">
          <input type="hidden" name="intent" value="reserve" />
          <input type="hidden" name="requestId" value={requestIds[0]} />
          {carried === null ? (
            <div className={classes['fields']}>
              <TextInput
                name="documentOn"
                label={t('paper.document-day')}
                defaultValue={formatDay(today)}
                error={fault('documentOn')}
              />
              <TextInput
                name="number"
                inputMode="numeric"
                label={t('paper.number-or-next')}
                description={t('paper.number-help')}
                error={fault('number')}
              />
            </div>
          ) : (
            <input type="hidden" name="documentOn" value={formatDay(carried.day)} />
          )}
          <div className={classes['end']}>
            <Button type="submit">{t('paper.reserve')}</Button>
          </div>
        </Form>
      </Panel>
    )
  }
  return (
    <Panel title={t('paper.register')}>
      <p className={classes['light']}>{t('paper.register-help')}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="register" />
        <input type="hidden" name="requestId" value={requestIds[1]} />
        <input type="hidden" name="paperId" value={paper.id} />
        <input type="hidden" name="version" value={paper.version} />
        <div className={classes['fields']}>
          <TextInput
            name="documentOn"
            label={t('paper.document-day')}
            defaultValue={formatDay(paper.documentOn)}
            error={fault('documentOn')}
          />
          <TextInput
            name="signerName"
            label={t('paper.signer')}
            defaultValue={signer.name}
            error={fault('signerName')}
          />
          <TextInput
            name="signerTitle"
            label={t('paper.signer-title')}
            defaultValue={signer.title}
            error={fault('signerTitle')}
          />
          {code === 'correction-decision' ? (
            <NativeSelect
              className={classes['wide'] ?? ''}
              name="replacesId"
              label={t('paper.replaces')}
              data={[
                { value: '', label: t('paper.replaces-none') },
                ...replaceable.map(({ id, label }) => ({ value: id, label })),
              ]}
            />
          ) : (
            <input type="hidden" name="replacesId" value="" />
          )}
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="filled">
            {t('paper.register')}
          </Button>
        </div>
      </Form>
      <Form method="post" className={classes['end'] ?? ''}>
        <input type="hidden" name="intent" value="withdraw" />
        <input type="hidden" name="requestId" value={requestIds[2]} />
        <input type="hidden" name="paperId" value={paper.id} />
        <Button type="submit" variant="default">
          {t('paper.withdraw')}
        </Button>
        <span className={classes['light']}>{t('paper.withdraw-help')}</span>
      </Form>
    </Panel>
  )
}

function Fields() {
  const { fields, mayWrite, textVersion, requestIds } = useLoaderData<typeof paperLoader>()
  const t = useTranslations('reports')
  if (fields.length === 0) return null
  const shown = (value: string, kind: string) => (kind === 'day' && value !== '' ? formatDay(value) : value)
  if (!mayWrite) {
    return (
      <Panel title={t('paper.fields')}>
        <dl className={classes['facts']}>
          {fields.map(({ name, label, value, kind }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd style={{ whiteSpace: 'pre-line' }}>{value === '' ? t('paper.blank') : shown(value, kind)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    )
  }
  return (
    <Panel title={t('paper.fields')}>
      <p className={classes['light']}>{t('paper.fields-help')}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="requestId" value={requestIds[3]} />
        <input type="hidden" name="textVersion" value={textVersion} />
        <div className={classes['fields']}>
          {fields.map(({ name, label, kind, needed, value, filled }) => {
            const from = filled === null ? undefined : { description: t('paper.from-record') }
            return kind === 'text' ? (
              <Textarea
                key={name}
                className={classes['wide'] ?? ''}
                name={name}
                label={needed ? t('paper.needed', { label }) : label}
                autosize
                minRows={3}
                defaultValue={value}
                {...from}
              />
            ) : (
              <TextInput
                key={name}
                name={name}
                label={needed ? t('paper.needed', { label }) : label}
                defaultValue={shown(value, kind)}
                {...from}
              />
            )
          })}
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('paper.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
