import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { useConfidence } from '../ui/confidence.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { MonitorDown } from './monitor-down.tsx'
import classes from './watch.module.css'
import type { watchListsAction, watchListsLoader } from './watch-lists.server.ts'

type Page = Extract<ReturnType<typeof useLoaderData<typeof watchListsLoader>>, { up: true }>
const times = ['reviewMonths', 'appraisalDays', 'afterWatchMonths', 'clearQuarters'] as const
const rows = [0, 1, 2, 3] as const

/** The lists of an organization: names of the levels, what they bring, and the times. */
export function WatchListsScreen() {
  const page = useLoaderData<typeof watchListsLoader>()
  const answer = useActionData<typeof watchListsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('watch.lists')
  const { say } = useConfidence()
  const e = useTranslations('watch.refusals')
  if (!page.up) return <MonitorDown title={t('title')} />
  const { lists, organizations, usual, source } = page
  return (
    <>
      <PageHead crumbs={[{ label: t('watch'), to: '/monitoring/watch' }]} title={t('title')} state={t('state')} />
      <div className={classes['stack']}>
        {search.has('done') && answer === undefined && <Notice tone="ok" live="status" title={t('kept')} />}
        {answer !== undefined && (
          <Notice
            tone="error"
            live="alert"
            title={e.has(answer.refusal as 'BAD_INPUT') ? e(answer.refusal as 'BAD_INPUT') : e('other')}
          >
            {e('nothing-changed')} {answer.refusal}
          </Notice>
        )}
        <Notice tone="info" title={t('source', { confidence: say(source.confidence) })}>
          {source.document}
        </Notice>
        {lists.map((list) => (
          <ListForm key={list.listId} page={page} list={list} title={list.name} />
        ))}
        {organizations
          .filter(({ id }) => !lists.some(({ organizationId }) => organizationId === id))
          .map(({ id, name }) => (
            <ListForm
              key={id}
              page={page}
              list={{ listId: '', organizationId: id, name: '', version: 0, rules: usual }}
              title={t('new', { name })}
            />
          ))}
      </div>
    </>
  )
}

type Shown = { listId: string; organizationId: string; name: string; version: number; rules: Page['usual'] }

function ListForm({ page: { requestId }, list, title }: { page: Page; list: Shown; title: string }) {
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('watch.lists')
  const levels = [...list.rules.levels].sort((one, other) => one.rank - other.rank)
  return (
    <Panel title={title}>
      <Form method="post" className={classes['stack']}>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="organizationId" value={list.organizationId} />
        <input type="hidden" name="listId" value={list.listId} />
        <input type="hidden" name="version" value={list.version} />
        <TextInput
          name="name"
          label={t('name')}
          defaultValue={list.name}
          required
          withAsterisk={false}
          maxLength={120}
        />
        <p className={classes['light']}>{t('levels-help')}</p>
        {rows.map((at) => (
          <div key={at} className={classes['fields']}>
            <input type="hidden" name="levelCode" value={levels[at]?.code ?? ''} />
            <TextInput
              name="levelName"
              label={t('level-name', { at: at + 1 })}
              defaultValue={levels[at]?.name ?? ''}
              maxLength={60}
            />
            <NativeSelect
              name="levelEffect"
              label={t('level-effect', { at: at + 1 })}
              data={[
                { value: 'attention', label: t('effects.attention') },
                { value: 'consolidation', label: t('effects.consolidation') },
              ]}
              defaultValue={levels[at]?.effect ?? 'consolidation'}
            />
          </div>
        ))}
        <div className={classes['fields']}>
          {times.map((name) => (
            <TextInput
              key={name}
              name={name}
              label={t(`times.${name}`)}
              defaultValue={String(list.rules[name])}
              inputMode="numeric"
              required
              withAsterisk={false}
            />
          ))}
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="default" loading={busy}>
            {t('save')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
