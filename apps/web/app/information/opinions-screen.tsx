import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { InformationForm } from './information-form.tsx'
import { opinionFields } from './information-forms.ts'
import type { opinionsAction, opinionsLoader } from './opinions.server.ts'

/** Notes of opinion: how each topic leans, the notes, and the entry of one that names nobody. */
export function OpinionsScreen() {
  const { topics, notes, from, mayNote, heardOn, requestId } = useLoaderData<typeof opinionsLoader>()
  const answer = useActionData<typeof opinionsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('information.opinions')
  const o = useTranslations('information.options')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/information' }]}
        title={t('title')}
        state={t('state', { count: notes.length })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="information" answer={answer} done={search.get('done')} />
        <Panel title={t('topics')} note={t('topics-note', { day: formatDay(from) })} flush>
          <DataTable
            label={t('topics')}
            rows={topics}
            rowKey={({ topic }) => topic}
            empty={<EmptyState why={t('none')} />}
            columns={[
              { id: 'topic', head: t('topic'), phone: 'title', cell: ({ topic }) => o(`topic.${topic}`) },
              { id: 'positive', head: o('tendency.positive'), numeric: true, cell: ({ positive }) => positive },
              { id: 'neutral', head: o('tendency.neutral'), numeric: true, cell: ({ neutral }) => neutral },
              { id: 'concern', head: o('tendency.concern'), numeric: true, cell: ({ concern }) => concern },
              { id: 'wide', head: t('wide'), numeric: true, cell: ({ wide }) => wide },
            ]}
          />
        </Panel>
        {mayNote && (
          <Panel title={t('begin')} note={t('begin-note')} flush>
            <InformationForm
              event="note"
              label={t('note')}
              fields={opinionFields}
              requestId={requestId}
              answer={answer}
              begin={{ heardOn }}
            />
          </Panel>
        )}
        <Panel title={t('notes')} note={t('notes-note')} flush>
          <DataTable
            label={t('notes')}
            rows={notes}
            rowKey={({ noteId }) => noteId}
            empty={<EmptyState why={t('none')} />}
            columns={[
              { id: 'gist', head: t('gist'), phone: 'title', cell: ({ gist }) => gist },
              { id: 'day', head: t('day'), cell: ({ heardOn: on }) => formatDay(on) },
              { id: 'topic', head: t('topic'), cell: ({ topic }) => o(`topic.${topic}`) },
              { id: 'place', head: t('place'), cell: ({ place, organizationName }) => `${place}, ${organizationName}` },
              { id: 'channel', head: t('channel'), cell: ({ channel }) => o(`heardAt.${channel}`) },
              {
                id: 'tendency',
                head: t('tendency'),
                cell: ({ tendency, breadth }) =>
                  `${o(`tendency.${tendency}`)}, ${o(`breadth.${breadth}`).toLowerCase()}`,
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}
