import type { ReactNode } from 'react'

/** One key or several, and what they do: `<KeyHint keys={['↑', '↓']}>chọn dòng</KeyHint>`. Arrows are drawn, not typed. */
export function KeyHint({ keys, children }: { keys: readonly string[]; children?: ReactNode }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.375rem' }}>
      {keys.map((key) => (
        <kbd key={key} style={keyLook}>
          {arrows[key] === undefined ? (
            key
          ) : (
            <>
              <svg
                width="12"
                height="12"
                viewBox="0 0 12 12"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.5"
                aria-hidden="true"
              >
                <path d={arrows[key]} />
              </svg>
              <span className="nq-only-read">{key}</span>
            </>
          )}
        </kbd>
      ))}
      {children}
    </span>
  )
}

const arrows: Record<string, string> = {
  '↑': 'M6 11V2M2.5 5.5 6 2l3.5 3.5',
  '↓': 'M6 1v9M2.5 6.5 6 10l3.5-3.5',
  '→': 'M1 6h9M6.5 2.5 10 6l-3.5 3.5',
  '←': 'M11 6H2M5.5 2.5 2 6l3.5 3.5',
  '↵': 'M10.500 2v4.500H2M4.500 4 2 6.500 4.500 9',
}

const keyLook = {
  display: 'inline-grid',
  placeItems: 'center',
  minWidth: '1.5rem',
  minHeight: '1.375rem',
  padding: '0 0.375rem',
  border: '1px solid var(--nq-line)',
  borderBottomWidth: 2,
  borderRadius: 4,
  background: 'var(--nq-surface)',
  color: 'var(--nq-ink2)',
  fontFamily: 'inherit',
  fontSize: '0.8125rem',
  lineHeight: 1.5,
}
