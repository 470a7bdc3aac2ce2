import type { LoaderFunctionArgs } from '@remix-run/node'
import { placeOfRecordLoader } from '../petitions/petition.server.ts'

export const loader = (args: LoaderFunctionArgs) => placeOfRecordLoader(args)
