import { Button, Checkbox, FileInput, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { coveredMarks, redactedExtensions, redactionWays, renditionPaperKinds } from '@nq15/domain/petitions'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { RenditionCopies } from './rendition-copies.tsx'
import type { renditionsAction, renditionsLoader } from './renditions.server.ts'

type Page = ReturnType<typeof useLoaderData<typeof renditionsLoader>>
type Answer = ReturnType<typeof useActionData<typeof renditionsAction>>
type Paper = Page['papers'][number]

/** The papers of a denunciation: where each original is, the covered copy everybody gets, and who owes one. */
export function RenditionsScreen() {
  const page = useLoaderData<typeof renditionsLoader>()
  const answer = useActionData<typeof renditionsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.renditions')
  const { petitionId, code, papers, mayWork } = page
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('register'), to: '/petitions' },
          { label: t('paper', { code }), to: `/petitions/${petitionId}` },
        ]}
        title={t('title', { code })}
        state={t('state')}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        {papers.length === 0 && <EmptyState why={t('none')} />}
        {papers.map((paper) => (
          <OnePaper key={paper.paperId} page={page} paper={paper} answer={answer} />
        ))}
        {mayWork && <AddPaper page={page} answer={answer} />}
      </div>
    </>
  )
}

type ActProps = {
  readonly page: Page
  readonly answer: Answer
  readonly event: string
  readonly summary: string
  readonly label: string
  readonly hidden?: Readonly<Record<string, string>>
  readonly open?: boolean
  readonly children: ReactNode
}

/** One thing that can be done, unfolded first; whole forms come with a file. */
function Act({ page, answer, event, summary, label, hidden = {}, open = false, children }: ActProps) {
  const busy = useNavigation().state !== 'idle'
  const mine = isMine(answer, event, hidden)
  return (
    <details className={shared['act']} open={open || mine ? true : undefined}>
      <summary>{summary}</summary>
      <Form method="post" encType="multipart/form-data" autoComplete="off" noValidate>
        <input type="hidden" name="event" value={event} />
        <input type="hidden" name="requestId" value={page.requestId} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className={shared['fields']}>{children}</div>
        <div className={shared['end']}>
          <Button type="submit" variant="default" loading={busy}>
            {label}
          </Button>
        </div>
      </Form>
    </details>
  )
}

const isMine = (answer: Answer, event: string, hidden: Readonly<Record<string, string>>) =>
  answer?.typed['event'] === event && Object.entries(hidden).every(([name, value]) => answer.typed[name] === value)

function useWrong(answer: Answer, event: string, hidden: Readonly<Record<string, string>> = {}) {
  const t = useTranslations('petitions.renditions')
  const mine = isMine(answer, event, hidden)
  return {
    wrong: (name: string) => (mine && answer?.wrong.some((one) => one.startsWith(name)) ? t('wrong') : undefined),
    typed: (name: string) => (mine ? (answer?.typed[name] ?? '') : ''),
  }
}

function OnePaper({ page, paper, answer }: { page: Page; paper: Paper; answer: Answer }) {
  const t = useTranslations('petitions.renditions')
  const { paperId, number, kind, reference, pages, isHandwritten, state, addedByName, addedOn } = paper
  const originals = page.originals.filter((one) => one.paperId === paperId)
  const whether =
    page.vault === 'standing'
      ? originals.length === 0
        ? t('not-sealed')
        : ''
      : t(page.vault === 'down' ? 'down' : 'detached')
  return (
    <Panel
      title={t('one', { number, kind: t(`kind.${kind}`) })}
      aside={<Chip look={state === 'copied' ? 'ok' : 'watch'}>{t(state)}</Chip>}
    >
      <dl className={shared['facts']}>
        <div>
          <dt>{t('facts.original')}</dt>
          <dd>
            {t('at', { reference })} {whether}{' '}
            {originals.map(({ originalId, byName, at }) => (
              <span key={originalId}>{t('sealed', { name: byName, moment: formatMoment(at) })} </span>
            ))}
            {originals.length > 0 && t('open-original')}
          </dd>
        </div>
        <div>
          <dt>{t('facts.pages')}</dt>
          <dd>{t(isHandwritten ? 'pages-hand' : 'pages', { count: pages })}</dd>
        </div>
        <div>
          <dt>{t('facts.copy')}</dt>
          <dd>
            <RenditionCopies paper={paper} owedBy={page.handlerName} />
          </dd>
        </div>
        <div>
          <dt>{t('facts.listed')}</dt>
          <dd>{t('listed', { name: addedByName, day: formatDay(addedOn) })}</dd>
        </div>
      </dl>
      {page.mayWork && (
        <>
          <KeepCopy page={page} paper={paper} answer={answer} />
          {page.vault === 'standing' && (
            <Act
              page={page}
              answer={answer}
              event="seal-original"
              summary={t('seal.act')}
              label={t('seal.do')}
              hidden={{ paperId }}
            >
              <p className={shared['whole']}>{t('seal.help')}</p>
              <FileInput name="file" label={t('seal.file')} placeholder={t('choose')} />
            </Act>
          )}
          {paper.copies
            .filter(({ isWithdrawn }) => !isWithdrawn)
            .map((copy) => (
              <Act
                key={copy.redactionId}
                {...{ page, answer }}
                event="take-back"
                summary={t('back.act', { number: copy.number })}
                label={t('back.do')}
                hidden={{ redactionId: copy.redactionId }}
              >
                <p className={shared['whole']}>{t('back.help')}</p>
                <TakeBackReason answer={answer} redactionId={copy.redactionId} />
              </Act>
            ))}
        </>
      )}
    </Panel>
  )
}

function TakeBackReason({ answer, redactionId }: { answer: Answer; redactionId: string }) {
  const t = useTranslations('petitions.renditions.back')
  const { wrong } = useWrong(answer, 'take-back', { redactionId })
  return <TextInput name="reason" label={t('reason')} error={wrong('reason')} maxLength={500} />
}

function KeepCopy({ page, paper, answer }: { page: Page; paper: Paper; answer: Answer }) {
  const t = useTranslations('petitions.renditions')
  const hidden = { paperId: paper.paperId }
  const { wrong, typed } = useWrong(answer, 'keep-copy', hidden)
  return (
    <Act
      {...{ page, answer, hidden }}
      event="keep-copy"
      summary={t('copy.act')}
      label={t('copy.do')}
      open={paper.state === 'owed'}
    >
      <p className={shared['whole']}>{t(paper.isHandwritten ? 'copy.help-hand' : 'copy.help')}</p>
      <FileInput
        name="file"
        label={t('copy.file')}
        placeholder={t('choose')}
        accept={redactedExtensions.join(',')}
        error={wrong('file')}
      />
      <NativeSelect
        name="way"
        label={t('copy.way')}
        defaultValue={typed('way') || (paper.isHandwritten ? 'retyped' : 'covered')}
        data={redactionWays.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      <div className={shared['whole']}>
        <CheckboxSet
          legend={wrong('covered') ? `${t('copy.covered')}: ${wrong('covered')}` : t('copy.covered')}
          name="covered"
          chosen={typed('covered').split(',')}
          choices={coveredMarks.map((value) => ({ value, label: t(`covered.${value}`) }))}
        />
      </div>
      <TextInput name="note" label={t('copy.note')} maxLength={300} error={wrong('note')} />
      <div className={shared['whole']}>
        <Checkbox name="isRead" value="yes" label={t('copy.read')} />
      </div>
    </Act>
  )
}

function AddPaper({ page, answer }: { page: Page; answer: Answer }) {
  const t = useTranslations('petitions.renditions')
  const { wrong, typed } = useWrong(answer, 'add-paper')
  return (
    <Panel title={t('add.act')} flush>
      <Act
        {...{ page, answer }}
        event="add-paper"
        summary={t('add.do')}
        label={t('add.do')}
        open={page.papers.length === 0}
      >
        <NativeSelect
          name="kind"
          label={t('add.kind')}
          defaultValue={typed('kind') || 'letter'}
          data={renditionPaperKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextInput
          name="reference"
          label={t('add.reference')}
          description={t('add.reference-help')}
          defaultValue={typed('reference') || page.sealedNumber}
          error={wrong('reference')}
          maxLength={60}
        />
        <NumberInput
          name="pages"
          label={t('add.pages')}
          defaultValue={Number(typed('pages')) || 1}
          min={1}
          max={2_000}
          error={wrong('pages')}
        />
        <Checkbox
          name="isHandwritten"
          value="yes"
          label={t('add.hand')}
          defaultChecked={typed('isHandwritten') === 'yes'}
        />
      </Act>
    </Panel>
  )
}
