import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import { QuotaBar } from '../ui/quota-bar.tsx'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './workspace.module.css'
import type { QuotaView, WorkspaceView } from './workspace-view.ts'

/** The committee's quota of Excellent by group with this cell's share: it informs here and blocks nothing. */
export function WorkspaceQuota({ view }: { view: WorkspaceView }) {
  const t = useTranslations('ratings.workspace.quota')
  const unsent = ['not-started', 'in-work', 'returned'].includes(view.file.state)
  return (
    <Panel
      title={t('title')}
      note={`${t('note', { percent: view.campaign.quotaPercent })} ${unsent ? t('unsent') : ''}`}
    >
      <div className={classes['quotas']}>
        {view.quota.map((group) => (
          <QuotaBar
            key={group.key}
            group={t(`group.${keyOf(group)}`)}
            groupNote={t(`groupNote.${keyOf(group)}`)}
            proposed={group.xs}
            limit={group.limit}
            own={group.own}
            figures={{ limit: <LimitWhy group={group} view={view} /> }}
          />
        ))}
      </div>
    </Panel>
  )
}

function LimitWhy({ group, view }: { group: QuotaView; view: WorkspaceView }) {
  const t = useTranslations('ratings.workspace.quota')
  const { quotaPercent, quotaBase, ruleSetTitle } = view.campaign
  const how = t('how', { percent: quotaPercent, base: group.base, limit: group.limit })
  return (
    <WhyPopover
      title={t('why', { limit: group.limit })}
      sentence={`${t(`group.${keyOf(group)}`)}: ${how} ${t(`base.${quotaBase}`, { base: group.base })}`}
      why={{
        how,
        facts: t(`base.${quotaBase}`, { base: group.base }),
        missing: t('may-change'),
        rule: ruleSetTitle,
        source: t('source', { committee: view.cell.committeeName }),
      }}
    >
      {group.limit}
    </WhyPopover>
  )
}

const keys = ['LEADER', 'MEMBER_2A', 'MEMBER_2C'] as const
const keyOf = ({ key }: QuotaView) => keys.find((known) => known === key) ?? 'MEMBER_2A'
