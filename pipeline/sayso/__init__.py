"""sayso reads news articles and writes down what they claim: who said it, whom it is about, which figures, over which dates."""
