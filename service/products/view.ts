/** Products as every caller sees them. */
import type { Product } from './contract.ts'
import type { StoredChoice, StoredProduct } from './model.ts'

export function viewProduct(product: StoredProduct): Product {
  const { _id, names, summaries, kind, bindsCodes, open } = product
  return { id: _id, names, summaries, kind, bindsCodes, open }
}

export function viewChoice({ _id, names }: StoredChoice) {
  return { id: _id, names }
}
