import type { ReactNode } from 'react'

/** An empty page or card: one sentence why, one action that fills it. No picture. */
export function EmptyState({ why, action }: { why: ReactNode; action?: ReactNode }) {
  return (
    <div style={{ display: 'grid', gap: '0.75rem', justifyItems: 'start', padding: '1.25rem 1.125rem' }}>
      <p style={{ maxWidth: '72ch', color: 'var(--nq-ink2)' }}>{why}</p>
      {action}
    </div>
  )
}
