import { Button } from '@mantine/core'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { answersAction, answersLoader } from './answers.server.ts'
import { InformationForm } from './information-form.tsx'
import { acknowledgeFields } from './information-forms.ts'

/** Published answers for the meetings of cells, their papers, and what one's own cell says of its meeting. */
export function AnswersScreen() {
  const { answers, committees, cells, requestId } = useLoaderData<typeof answersLoader>()
  const answer = useActionData<typeof answersAction>()
  const [search] = useSearchParams()
  const t = useTranslations('information.answers')
  const o = useTranslations('information.options')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('board'), to: '/information' }]}
        title={t('title')}
        state={t('state', { count: answers.length })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="information" answer={answer} done={search.get('done')} />
        {answers.length === 0 && (
          <Panel title={t('title')}>
            <EmptyState why={t('none')} />
          </Panel>
        )}
        {committees.length > 0 && (
          <Panel title={t('files')} note={t('files-note')}>
            <ul className={shared['list']}>
              {committees.map(({ organizationId, name }) => (
                <li key={organizationId}>
                  {name}{' '}
                  <Button
                    component="a"
                    href={`/information/answers.docx?organization=${organizationId}`}
                    variant="default"
                    aria-label={t('sheet-of', { name })}
                  >
                    {t('sheet')}
                  </Button>{' '}
                  <Button
                    component="a"
                    href={`/information/answers.zip?organization=${organizationId}`}
                    variant="default"
                    aria-label={t('folder-of', { name })}
                  >
                    {t('folder')}
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
        {answers.map((one) => (
          <Panel key={one.publicationId} title={one.question} note={`${one.code}, ${one.organizationName}`}>
            <p>{one.answer}</p>
            <p>
              {t('said', {
                ...{ topic: o(`topic.${one.topic}`), place: one.place, officer: one.officer },
                day: formatDay(one.publishedOn),
              })}{' '}
              {one.nextUpdateOn !== null && t('next', { day: formatDay(one.nextUpdateOn) })}
            </p>
            {one.own.map(({ organizationId, heldOn, present }) => (
              <p key={organizationId}>{t('held', { day: formatDay(heldOn), present })}</p>
            ))}
            {cells.map(({ organizationId, name }) => {
              const said = one.own.find((own) => own.organizationId === organizationId)
              return (
                <InformationForm
                  key={organizationId}
                  event="acknowledge"
                  label={said ? t('correct', { name }) : t('acknowledge', { name })}
                  fields={acknowledgeFields}
                  requestId={requestId}
                  answer={answer}
                  hidden={{ publicationId: one.publicationId, organizationId, version: said?.version ?? 0 }}
                  begin={said ? { heldOn: formatDay(said.heldOn), present: String(said.present) } : {}}
                />
              )
            })}
          </Panel>
        ))}
      </div>
    </>
  )
}
