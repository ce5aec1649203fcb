"""From the opening of offers to the contract, with everything that may go wrong between."""
