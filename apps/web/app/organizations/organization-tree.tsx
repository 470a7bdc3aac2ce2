import { Link, useFetcher, useSearchParams } from '@remix-run/react'
import { createContext, type KeyboardEvent, useContext, useEffect, useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { Chip } from '../ui/chip.tsx'
import { IconChevronDown, IconChevronRight } from '../ui/icons.ts'
import classes from './tree.module.css'
import type { branchLoader, TreeNode } from './tree.server.ts'

type Known = ReadonlyMap<string, readonly TreeNode[]>
type TreeState = {
  readonly known: Known
  readonly isOpen: (id: string) => boolean
  readonly setOpen: (id: string, open: boolean) => void
  readonly active: string | undefined
  readonly setActive: (id: string) => void
}
const Tree = createContext<TreeState | null>(null)

type OrganizationTreeProps = {
  label: string
  roots: readonly TreeNode[]
  children: ReadonlyArray<{ readonly parentId: string; readonly nodes: readonly TreeNode[] }>
}

/** The tree with its branches loaded as they are opened. Arrows walk, right opens, left closes, Home and End jump, Enter opens the file. */
export function OrganizationTree({ label, roots, children }: OrganizationTreeProps) {
  const known = useMemo<Known>(() => new Map(children.map(({ parentId, nodes }) => [parentId, nodes])), [children])
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const [active, setActive] = useState<string | undefined>(roots[0]?.organizationId)
  const state = useMemo<TreeState>(
    () => ({
      known,
      isOpen: (id) => chosen[id] ?? known.has(id),
      setOpen: (id, open) => setChosen((before) => ({ ...before, [id]: open })),
      active,
      setActive,
    }),
    [known, chosen, active],
  )
  return (
    <Tree.Provider value={state}>
      <div role="tree" aria-label={label} className={classes['tree']} onKeyDown={walk}>
        {roots.map((node, index) => (
          <Branch key={node.organizationId} node={node} level={1} at={index + 1} of={roots.length} />
        ))}
      </div>
    </Tree.Provider>
  )
}

function walk(event: KeyboardEvent<HTMLDivElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')]
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role="treeitem"]') : null
  const index = here ? items.indexOf(here) : -1
  const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }
  const next = steps[event.key]
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}

type BranchProps = { node: TreeNode; level: number; at: number; of: number }

function Branch({ node, level, at, of }: BranchProps) {
  const t = useTranslations('organizations.tree')
  const format = useFormatter()
  const tree = useContext(Tree)
  const [search] = useSearchParams()
  const fetcher = useFetcher<typeof branchLoader>()
  const { organizationId, childCount } = node
  const asOf = search.get(asOfName)
  const kept = asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
  const open = childCount > 0 && (tree?.isOpen(organizationId) ?? false)
  const nodes = tree?.known.get(organizationId) ?? fetcher.data?.nodes
  const address = `/organizations/${organizationId}/children${kept}`

  useEffect(() => {
    if (open && nodes === undefined && fetcher.state === 'idle') fetcher.load(address)
  }, [open, nodes, fetcher, address])

  function onKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowRight' && childCount > 0) {
      event.preventDefault()
      if (open) event.currentTarget.querySelector<HTMLElement>('[role="treeitem"]')?.focus()
      else tree?.setOpen(organizationId, true)
    } else if (event.key === 'ArrowLeft') {
      event.preventDefault()
      if (open) tree?.setOpen(organizationId, false)
      else event.currentTarget.parentElement?.closest<HTMLElement>('[role="treeitem"]')?.focus()
    } else if (event.key === 'Enter') {
      event.currentTarget.querySelector<HTMLAnchorElement>('a')?.click()
    }
  }

  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={at}
      aria-setsize={of}
      aria-expanded={childCount > 0 ? open : undefined}
      aria-labelledby={`name-${organizationId}`}
      tabIndex={tree?.active === organizationId ? 0 : -1}
      className={classes['item']}
      onFocus={(event) => {
        event.stopPropagation()
        tree?.setActive(organizationId)
      }}
      onKeyDown={onKey}
    >
      <div className={classes['row']} style={{ paddingInlineStart: `${(level - 1) * 1.375}rem` }}>
        {childCount > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            className={classes['toggle']}
            aria-label={t(open ? 'close' : 'open', { name: node.name })}
            onClick={() => tree?.setOpen(organizationId, !open)}
          >
            {open ? <IconChevronDown size={18} aria-hidden /> : <IconChevronRight size={18} aria-hidden />}
          </button>
        ) : (
          <span className={classes['leaf']} aria-hidden />
        )}
        <span id={`name-${organizationId}`} className={classes['name']}>
          <Link to={`/organizations/${organizationId}${kept}`} tabIndex={-1}>
            {node.name}
          </Link>
          <span className={classes['code']}>{node.code}</span>
        </span>
        <span className={classes['facts']}>
          {childCount > 0 && <span>{t('below', { count: childCount, shown: format.number(childCount) })}</span>}
          {node.sectorLabel !== null && <span className={classes['sector']}>{node.sectorLabel}</span>}
          <Chip look={level === 1 ? 'accent' : 'flat'}>{node.kindLabel}</Chip>
        </span>
      </div>
      {open && nodes === undefined && (
        <p role="status" className={classes['loading']} style={{ paddingInlineStart: `${level * 1.375 + 2.25}rem` }}>
          {t('loading')}
        </p>
      )}
      {open && nodes !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: the nested list of a tree is a group, a fieldset is for forms
        <div role="group" className={classes['group']}>
          {nodes.map((child, index) => (
            <Branch key={child.organizationId} node={child} level={level + 1} at={index + 1} of={nodes.length} />
          ))}
        </div>
      )}
    </div>
  )
}
