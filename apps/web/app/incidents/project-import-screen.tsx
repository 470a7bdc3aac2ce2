import { Button, FileInput, NativeSelect } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { ProjectImportAnswer, projectImportLoader } from './project-import.server.ts'

/** The monthly figures of projects as a table: taken home, filled in, tried, then taken. */
export function ProjectImportScreen() {
  const { months, chosen, requestId } = useLoaderData<typeof projectImportLoader>()
  const answer = useActionData<ProjectImportAnswer>()
  const t = useTranslations('incidents.import')
  const busy = useNavigation().state !== 'idle'
  const [start, setStart] = useState(chosen)
  return (
    <>
      <PageHead crumbs={[{ label: t('board'), to: '/incidents/forecast' }]} title={t('title')} state={t('state')} />
      <div className={shared['stack']}>
        <Answered answer={answer} />
        <Panel title={t('form')} note={t('form-note')}>
          <Form method="post" encType="multipart/form-data" className={shared['stack']} noValidate>
            <input type="hidden" name="requestId" value={requestId} />
            <div className={shared['fields']}>
              <NativeSelect
                name="start"
                label={t('month')}
                value={start}
                onChange={({ currentTarget }) => setStart(currentTarget.value)}
                data={months.map((month) => ({ value: month, label: `${month.slice(5, 7)}/${month.slice(0, 4)}` }))}
              />
              <FileInput name="file" label={t('file')} accept=".xlsx,.csv" placeholder={t('choose')} />
            </div>
            <div className={shared['end']}>
              <Button component="a" href={`/incidents/projects/template.xlsx?month=${start}`} variant="default">
                {t('template')}
              </Button>
              <Button type="submit" name="intent" value="try" variant="default" loading={busy}>
                {t('try')}
              </Button>
              <Button type="submit" name="intent" value="import" loading={busy}>
                {t('take')}
              </Button>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  )
}

const known = ['BAD_INPUT', 'NO_ROWS', 'CODE_COLUMN_MISSING', 'FILE_REFUSED', 'PERIOD_AHEAD', 'MONITOR_DOWN'] as const

function Answered({ answer }: { answer: ProjectImportAnswer | undefined }) {
  const t = useTranslations('incidents.import')
  if (!answer) return null
  const { refusal, done, lines } = answer
  if (refusal !== null) {
    const code = known.find((one) => one === refusal) ?? 'other'
    return (
      <Notice tone="error" live="alert" title={t(`refusals.${code}`)}>
        {t('kept-nothing')}
      </Notice>
    )
  }
  if (done === null) return null
  const { rows, stored, same, dryRun, errors } = done
  return (
    <Notice
      tone={lines.length === 0 ? 'ok' : 'watch'}
      live="status"
      title={t(dryRun ? 'tried' : 'taken', { rows, stored, same })}
    >
      {lines.length > 0 && (
        <ul className={shared['list']}>
          {lines.map(({ line, code, reasons }) => (
            <li key={line}>{t('line', { line, code, reasons })}</li>
          ))}
        </ul>
      )}
      {errors !== null && (
        <a
          download="so-lieu-du-an-can-sua.xlsx"
          href={`data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${errors}`}
        >
          {t('errors')}
        </a>
      )}
    </Notice>
  )
}
