import type { LoaderFunctionArgs } from '@remix-run/node'
import { feedLoader } from '../petitions/feed.server.ts'

export const loader = (args: LoaderFunctionArgs) => feedLoader(args)
