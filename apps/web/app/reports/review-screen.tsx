import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './reports.module.css'
import type { reviewAction, reviewLoader } from './review.server.ts'
import { ReviewAnswerNotice } from './review-answer.tsx'
import { ReviewFollowedTargets } from './review-followed-targets.tsx'
import { ReviewTables } from './review-tables.tsx'

/** One report: what does not add up first, then tables, sections with their facts, remarks, and the signature. */
export function ReviewScreen() {
  const page = useLoaderData<typeof reviewLoader>()
  const answer = useActionData<typeof reviewAction>()
  const [search] = useSearchParams()
  const t = useTranslations('reviews.page')
  const l = useTranslations('reviews')
  const { reportId, name, firstYear, lastYear, edition, cutOff, preparedByName, signature } = page
  const file = (format: string) => `/reports/reviews/${reportId}/file?format=${format}`
  const done = search.get('done')
  return (
    <>
      <PageHead
        crumbs={[{ label: l('title'), to: '/reports/reviews' }]}
        title={
          firstYear === lastYear
            ? l('annual', { year: String(lastYear) })
            : l('interim', { first: String(firstYear), last: String(lastYear) })
        }
        state={t('state', { name, edition, day: formatDay(cutOff), by: preparedByName })}
        actions={
          <>
            {signature && (
              <>
                <Button component="a" variant="default" href={file('zip')}>
                  {t('csv')}
                </Button>
                <Button component="a" variant="default" href={file('json')}>
                  {t('json')}
                </Button>
              </>
            )}
            <Button component="a" variant="default" href={file('xlsx')}>
              {t('excel')}
            </Button>
            <Button component="a" href={file('docx')}>
              {t('word')}
            </Button>
          </>
        }
      />
      <div className={shared['stack']}>
        <ReviewAnswerNotice answer={answer} />
        {!answer && done !== null && (
          <Notice
            tone="ok"
            live="status"
            title={t.has(`done.${done as 'words'}`) ? t(`done.${done as 'words'}`) : t('done.other')}
          />
        )}
        {!page.isLatest && !signature && <Notice tone="watch" title={t('superseded')} />}
        <Checks />
        <ReviewTables tables={page.tables} />
        <Reform />
        <Measures />
        <Targets />
        <ReviewFollowedTargets targets={page.followed} />
        <Sections />
        <div id="comments">
          <Comments />
        </div>
        <Signature />
      </div>
    </>
  )
}

/** What does not add up, line by line, which no one may sign; and what has to be known. */
function Checks() {
  const { findings } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('reviews.page')
  const list = (weight: string) => [...new Set(findings.flatMap((one) => (one.weight === weight ? [one.said] : [])))]
  const [blocking, others] = [list('BLOCK'), list('WARN')]
  const lines = (all: readonly string[]) => (
    <ul>
      {all.map((said) => (
        <li key={said}>{said}</li>
      ))}
    </ul>
  )
  return (
    <>
      {blocking.length > 0 ? (
        <Notice tone="error" title={t('does-not-add-up', { count: blocking.length })}>
          {lines(blocking)}
          <p>{t('mend')}</p>
        </Notice>
      ) : (
        <Notice tone="ok" title={t('adds-up')} />
      )}
      {others.length > 0 && (
        <Notice tone="watch" title={t('to-know', { count: others.length })}>
          {lines(others)}
        </Notice>
      )}
    </>
  )
}

/** Numbers of units, a line each, beside each other. */
function Numbers<Column extends string>({
  title,
  note,
  columns,
  rows,
}: {
  title: string
  note: string
  columns: readonly { readonly key: Column; readonly head: string }[]
  rows: readonly (Readonly<Record<Column, number>> & { readonly key: string; readonly name: string })[]
}) {
  const t = useTranslations('reviews.page')
  if (rows.length === 0) return null
  return (
    <Panel title={title} note={note} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard too */}
      <section className={classes['wide']} tabIndex={0} aria-label={t('numbers', { title })}>
        <table className={classes['review']}>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              {columns.map(({ key, head }) => (
                <th key={key} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {columns.map(({ key }) => (
                  <td key={key}>{row[key].toLocaleString('vi-VN')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

const reformColumns = ['predecessors', 'watchBefore', 'watchNow', 'casesBefore', 'casesNow'] as const
const measureColumns = [
  ...(['livelihood', 'infrastructure', 'legal-education', 'environment'] as const),
  ...(['done', 'overdue', 'casesBefore', 'casesAfter'] as const),
] as const

function Reform() {
  const { reform } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('reviews.page')
  const columns = reformColumns.map((key) => ({ key, head: t(`reform-head.${key}`) }))
  return <Numbers title={t('reform')} note={t('reform-note')} columns={columns} rows={reform} />
}

function Measures() {
  const { measures } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('reviews.page')
  const columns = measureColumns.map((key) => ({ key, head: t(`measures-head.${key}`) }))
  return <Numbers title={t('measures')} note={t('measures-note')} columns={columns} rows={measures} />
}

function Targets() {
  const { targets } = useLoaderData<typeof reviewLoader>()
  const t = useTranslations('reviews.page')
  if (targets.length === 0) return null
  return (
    <Panel title={t('targets')}>
      <ul className={classes['list']}>
        {targets.map(({ wording, source, table, head, year, wanted, result, isReached, column }) => (
          <li key={`${table} ${column} ${year} ${source} ${wording}`}>
            <span className={classes['grow']}>
              {wording || head} ({source}; {table}, {head}, {year})
            </span>
            <span>
              {t('wanted', {
                wanted: wanted.toLocaleString('vi-VN'),
                result:
                  typeof result === 'number'
                    ? result.toLocaleString('vi-VN')
                    : t(result === 'hidden' ? 'hidden' : 'unknown'),
              })}
            </span>
            <strong>{t(isReached === null ? 'not-known' : isReached ? 'reached' : 'not-reached')}</strong>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Sections() {
  const { sections, mayWrite, requestId, version } = useLoaderData<typeof reviewLoader>()
  const answer = useActionData<typeof reviewAction>()
  const t = useTranslations('reviews.page')
  return (
    <Panel title={t('sections')} note={t('sections-note')}>
      {sections.map(({ section, head, words, points }) => (
        <section key={section} style={{ marginBlockEnd: '0.75rem' }}>
          <h3>{head}</h3>
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {mayWrite ? (
            <details open={words !== ''}>
              <summary>{words === '' ? t('write') : t('written')}</summary>
              <Form method="post" noValidate>
                {Object.entries({ requestId: `${requestId}`, version: String(version), act: 'words', section }).map(
                  ([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ),
                )}
                <Textarea
                  name="words"
                  label={t('words-of', { head })}
                  autosize
                  minRows={3}
                  defaultValue={answer?.typed['section'] === section ? answer.typed['words'] : words}
                />
                <Button type="submit" variant="default" mt="xs">
                  {t('keep-words')}
                </Button>
              </Form>
            </details>
          ) : (
            words !== '' && words.split('\n').map((text) => <p key={text}>{text}</p>)
          )}
        </section>
      ))}
    </Panel>
  )
}

function Comments() {
  const { comments, sections, mayComment, requestId, version } = useLoaderData<typeof reviewLoader>()
  const answer = useActionData<typeof reviewAction>()
  const t = useTranslations('reviews.page')
  const frame = Object.entries({ requestId, version: String(version) })
  return (
    <Panel title={t('comments')} note={String(comments.length)}>
      {comments.length === 0 && <p>{t('no-comments')}</p>}
      <ul className={classes['list']}>
        {comments.map(({ commentId, comment, authorName, writtenOn, head, isSettled, maySettle }) => (
          <li key={commentId}>
            <span className={classes['grow']}>
              {head !== '' && <strong>{head}: </strong>}
              {comment}
            </span>
            <span>{t('comment-by', { name: authorName, day: formatDay(writtenOn) })}</span>
            {isSettled && <span>{t('settled')}</span>}
            {maySettle && (
              <Form method="post">
                {[...frame, ['act', 'settle'] as const, ['commentId', commentId] as const].map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
                <Button type="submit" variant="default" size="compact-sm">
                  {t('settle')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayComment && (
        // Another remark begins with an empty field.
        <Form method="post" className={shared['fields']} noValidate key={comments.length}>
          {[...frame, ['act', 'comment'] as const].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <NativeSelect
            name="section"
            label={t('comment-on')}
            data={[
              { value: '', label: t('whole') },
              ...sections.map(({ section, head }) => ({ value: section, label: head })),
            ]}
          />
          <Textarea
            name="comment"
            label={t('comment')}
            autosize
            minRows={2}
            defaultValue={answer?.typed['comment'] ?? ''}
            error={answer?.wrong.includes('comment') ? t('fill') : undefined}
          />
          <div className={shared['end']}>
            <Button type="submit" variant="default">
              {t('send-comment')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}

function Signature() {
  const { signature, standing, maySign, isOwn, signerName, requestId, version } = useLoaderData<typeof reviewLoader>()
  const answer = useActionData<typeof reviewAction>()
  const t = useTranslations('reviews.page')
  const wrong = (name: string) => (answer?.wrong.includes(name) ? t('fill') : undefined)
  return (
    <Panel title={t('signature')}>
      {signature ? (
        <Notice
          tone={signature.isStanding ? 'ok' : 'watch'}
          title={t('signed', {
            title: signature.signerTitle,
            name: signature.signerName,
            day: formatDay(signature.signedOn),
          })}
        >
          {!signature.isStanding && t('replaced')} {t('hash')} <code>{signature.hash.slice(0, 16)}</code>
        </Notice>
      ) : (
        <p>{t(isOwn ? 'unsigned-own' : 'unsigned')}</p>
      )}
      {standing && (
        <details>
          <summary>
            {t('differs', {
              name: standing.signerName,
              day: formatDay(standing.signedOn),
              count: standing.changes.length,
            })}
          </summary>
          <ul>
            {standing.changes.map(({ table, name, head, was, is }) => (
              <li key={`${table} ${name} ${head}`}>
                {t('change', { table, name: name ?? t('total'), head, was, is })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {maySign && (
        <Form method="post" className={shared['fields']} noValidate>
          {Object.entries({ requestId, version: String(version), act: 'sign' }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextInput
            name="signerName"
            label={t('signer-name')}
            defaultValue={answer?.typed['signerName'] ?? signerName}
            error={wrong('signerName')}
          />
          <TextInput
            name="signerTitle"
            label={t('signer-title')}
            defaultValue={answer?.typed['signerTitle'] ?? ''}
            error={wrong('signerTitle')}
          />
          {standing && <TextInput name="reason" label={t('reason')} defaultValue={answer?.typed['reason'] ?? ''} />}
          <div className={shared['end']}>
            <Button type="submit">{t('sign')}</Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}
