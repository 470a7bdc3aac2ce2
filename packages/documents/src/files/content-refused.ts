import type { ContentFault } from '@nq15/domain/files'

/** Carries a fault out of a deep reader to `inspectContent`, which answers it as a value. */
export class ContentRefused extends Error {
  override readonly name = 'ContentRefused'
  readonly fault: ContentFault
  constructor(fault: ContentFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** The file is not sound. */
export const damaged = (): ContentRefused => new ContentRefused({ code: 'DAMAGED' })
