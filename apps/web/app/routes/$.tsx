import { data } from '@remix-run/node'

/** Any address no room knows. */
export function loader() {
  throw data(null, { status: 404 })
}

export default function UnknownPage() {
  return null
}
