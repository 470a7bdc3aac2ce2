import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { inputKinds, levels, participations } from '@nq15/domain/ratings'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment, parseDay } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import places from './cell-places.module.css'
import type { inputsLoader } from './inputs.server.ts'
import { Refused, useAct } from './level-form.tsx'
import classes from './workspace.module.css'

type View = ReturnType<typeof useLoaderData<typeof inputsLoader>>
type Asked = View['asked'][number]
type Person = View['persons'][number]

/** The words of others on a cell's persons: what came, what is missing (it warns, it never blocks), and what others asked here. */
export function InputsScreen() {
  const view = useLoaderData<typeof inputsLoader>()
  const t = useTranslations('ratings.inputs')
  const [openFor, setOpenFor] = useState<string | null>(null)
  const here = `/ratings/${view.year}/cells/${view.cellId}`
  const missing = view.persons.filter(({ warnings }) => warnings.length > 0).length
  return (
    <>
      <PageHead
        crumbs={[{ label: view.cellName, to: here }, { label: t('crumb') }]}
        title={t('title', { year: String(view.year) })}
        state={t('state', { missing })}
      />
      <div className={classes['stack']}>
        {view.asked.length > 0 && (
          <Panel title={t('asked-here')} note={t('asked-note', { count: view.asked.length })}>
            <div className={classes['stack']}>
              {view.asked.map((one) => (
                <AskedHere key={one.id} one={one} mayAnswer={view.mayAnswer && one.isOpen} />
              ))}
            </div>
          </Panel>
        )}
        {view.mayAsk && (
          <Panel title={t('find')} note={t('find-note')}>
            <Form method="get" className={classes['pair']}>
              <TextInput name="find" label={t('find-label')} defaultValue={view.find} autoComplete="off" />
              <Button type="submit">{t('find-button')}</Button>
            </Form>
            {view.find !== '' && (
              <p role="status">
                {view.cells.length === 0
                  ? t('found-none', { text: view.find })
                  : t('found', { count: view.cells.length })}
              </p>
            )}
          </Panel>
        )}
        <Panel flush title={t('persons')} note={t('persons-note')}>
          {view.persons.length === 0 ? (
            <EmptyState why={t('no-persons')} />
          ) : (
            <ul className={places['inputs']}>
              {view.persons.map((person) => (
                <li key={person.caseId}>
                  <PersonWords person={person} view={view} open={openFor === person.caseId} setOpen={setOpenFor} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  )
}

type PersonProps = { person: Person; view: View; open: boolean; setOpen: (caseId: string | null) => void }

function PersonWords({ person, view, open, setOpen }: PersonProps) {
  const t = useTranslations('ratings.inputs')
  const words = useTranslations('ratings.self-review.inputs')
  return (
    <>
      <p>
        <Link to={`/ratings/${view.year}/cases/${person.caseId}`}>
          {person.position}. {person.name}
        </Link>
        {person.notRated && <span className={classes['second']}>{t('not-rated')}</span>}
      </p>
      {person.warnings.map((code) => (
        <p key={code} className={classes['watchText']}>
          {t(`warning.${code}`, { count: person.openHints })}
        </p>
      ))}
      {person.inputs.map((input) => (
        <div key={input.id} className={places['word']}>
          <p>
            <strong>{words(`kind.${input.kind}`)}</strong>: {input.sourceName}
          </p>
          {input.answeredAt === null ? (
            <MissingValue
              kind="missing"
              note={
                input.inProduct
                  ? t('waits-for-cell', { cell: input.sourceName, day: input.dueOn ? formatDay(input.dueOn) : '' })
                  : t('waits')
              }
            />
          ) : (
            <p>
              {input.grade && <GradeChip grade={input.grade} />}{' '}
              {input.participation && words(`participation.${input.participation}`)} {input.comment}{' '}
              <span className={classes['second']}>{t('given', { at: formatMoment(input.answeredAt) })}</span>
            </p>
          )}
          {view.mayAsk && !(input.inProduct && input.answeredAt !== null) && (
            <details>
              <summary>{t(input.answeredAt === null ? 'type-answer' : 'change-answer')}</summary>
              <AnswerForm input={input} employer={input.kind === 'EMPLOYER'} residence={input.kind === 'RESIDENCE'} />
            </details>
          )}
          {view.mayAsk && <WithdrawForm inputId={input.id} version={input.version} />}
        </div>
      ))}
      {view.mayAsk && !person.notRated && !open && (
        <Button onClick={() => setOpen(person.caseId)} aria-label={t('ask-label', { name: person.name })}>
          {t('ask')}
        </Button>
      )}
      {open && <AskForm person={person} cells={view.cells} close={() => setOpen(null)} />}
    </>
  )
}

function AskForm({ person, cells, close }: { person: Person; cells: View['cells']; close: () => void }) {
  const t = useTranslations('ratings.inputs')
  const words = useTranslations('ratings.self-review.inputs')
  const { fetcher, requestId, errors, refusal, busy } = useAct(close)
  const [kind, setKind] = useState<(typeof inputKinds)[number]>('RESIDENCE')
  const [cell, setCell] = useState('')
  const [day, setDay] = useState('')
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="ask" />
      <input type="hidden" name="caseId" value={person.caseId} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="askedOrganizationId" value={kind === 'RESIDENCE' ? cell : ''} />
      <input type="hidden" name="dueOn" value={parseDay(day) ?? ''} />
      <NativeSelect
        name="kind"
        label={t('kind')}
        value={kind}
        data={inputKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        onChange={({ currentTarget }) => setKind(inputKinds.find((one) => one === currentTarget.value) ?? 'RESIDENCE')}
        autoFocus
      />
      {kind === 'RESIDENCE' && (
        <NativeSelect
          label={t('cell')}
          description={t('cell-help')}
          value={cell}
          data={[
            { value: '', label: t('cell-on-paper') },
            ...cells.map(({ organizationId, name, parentName }) => ({
              value: organizationId,
              label: parentName ? `${name}, ${parentName}` : name,
            })),
          ]}
          onChange={({ currentTarget }) => setCell(currentTarget.value)}
        />
      )}
      {(kind !== 'RESIDENCE' || cell === '') && (
        <TextInput
          name="sourceName"
          label={t('source')}
          maxLength={300}
          autoComplete="off"
          error={errors['sourceName'] ? t('source-needed') : undefined}
        />
      )}
      <TextInput
        label={t('due')}
        value={day}
        onChange={({ currentTarget }) => setDay(currentTarget.value)}
        inputMode="numeric"
        autoComplete="off"
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button onClick={close}>{t('leave')}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('ask-send')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

type AnswerFormProps = {
  input: {
    readonly id: string
    readonly version: number
    readonly comment: string
    readonly participation: string | null
  }
  employer: boolean
  residence: boolean
}

function AnswerForm({ input, employer, residence }: AnswerFormProps) {
  const t = useTranslations('ratings.inputs')
  const words = useTranslations('ratings.self-review.inputs')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, errors, refusal, busy } = useAct(() => undefined)
  const [day, setDay] = useState('')
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="answer" />
      <input type="hidden" name="inputId" value={input.id} />
      <input type="hidden" name="version" value={input.version} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="givenOn" value={parseDay(day) ?? ''} />
      {employer && (
        <Radio.Group name="level" label={t('level')}>
          <div className={classes['choices']}>
            {levels.map((one) => (
              <Radio key={one} value={one} label={grade(one)} />
            ))}
          </div>
        </Radio.Group>
      )}
      {residence && (
        <Radio.Group name="participation" label={t('participation')} defaultValue={input.participation ?? ''}>
          <div className={classes['choices']}>
            {participations.map((one) => (
              <Radio key={one} value={one} label={words(`participation.${one}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
      <Textarea
        name="comment"
        label={t('comment')}
        defaultValue={input.comment}
        maxLength={5_000}
        autosize
        minRows={2}
        error={errors['comment'] ? t('comment-needed') : undefined}
      />
      <div className={classes['pair']}>
        <TextInput name="documentNumber" label={t('number')} maxLength={60} autoComplete="off" />
        <TextInput
          label={t('given-on')}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <TextInput name="signerName" label={t('signer')} maxLength={120} autoComplete="off" />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button type="submit" variant="filled" loading={busy}>
          {t('answer-send')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

function WithdrawForm({ inputId, version }: { inputId: string; version: number }) {
  const t = useTranslations('ratings.inputs')
  const { fetcher, requestId, refusal, busy } = useAct(() => undefined)
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="withdraw" />
      <input type="hidden" name="inputId" value={inputId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="requestId" value={requestId} />
      <Button type="submit" variant="subtle" loading={busy}>
        {t('withdraw')}
      </Button>
      {refusal && <Refused code={refusal} />}
    </fetcher.Form>
  )
}

function AskedHere({ one, mayAnswer }: { one: Asked; mayAnswer: boolean }) {
  const t = useTranslations('ratings.inputs')
  const words = useTranslations('ratings.self-review.inputs')
  return (
    <div>
      <p>
        <strong>{one.personName}</strong>, {one.cellName}
        {one.dueOn && <span className={classes['second']}>{words('due', { day: formatDay(one.dueOn) })}</span>}
      </p>
      {one.answeredAt && (
        <p>
          {one.participation && words(`participation.${one.participation}`)} {one.comment}{' '}
          <span className={classes['second']}>
            {t('given-by', { by: one.answeredByName ?? '', at: formatMoment(one.answeredAt) })}
          </span>
        </p>
      )}
      {mayAnswer ? (
        <details open={one.answeredAt === null}>
          <summary>{t(one.answeredAt === null ? 'answer-open' : 'change-answer')}</summary>
          <AnswerForm input={one} employer={false} residence />
        </details>
      ) : (
        one.answeredAt === null && <p className={classes['quiet']}>{t('too-late')}</p>
      )}
    </div>
  )
}
