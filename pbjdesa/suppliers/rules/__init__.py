"""Pure rules about suppliers: forms of numbers, likenesses, sanctions, distance."""
