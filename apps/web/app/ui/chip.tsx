import type { ReactNode } from 'react'
import classes from './chip.module.css'
import type { Icon } from './icons.ts'

/** The looks a status may have; each also differs in edge or shape, so that it reads in grey. */
export type ChipLook =
  | 'filled'
  | 'accent'
  | 'accentEdge'
  | 'plain'
  | 'redEdge'
  | 'grey'
  | 'flat'
  | 'dashed'
  | 'ok'
  | 'watch'
  | 'red'

type ChipProps = { look: ChipLook; icon?: Icon; grade?: boolean; title?: string | undefined; children: ReactNode }

/** Words of a state up to this many characters stand on one line in a table, however narrow its column. */
const longestUnbroken = 22

/** The base of every status chip: a word, a shape and an edge. Rooms use the named chips, not this. */
export function Chip({ look, icon: Shape, grade = false, title, children }: ChipProps) {
  const isShort = typeof children === 'string' && children.length <= longestUnbroken
  const names = [classes['chip'], classes[look], grade && classes['grade'], isShort && classes['short']]
    .filter(Boolean)
    .join(' ')
  return (
    <span className={names} title={title}>
      {Shape !== undefined && <Shape size={16} stroke={1.8} className={classes['mark'] ?? ''} aria-hidden />}
      {children}
    </span>
  )
}
