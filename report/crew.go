package report

import (
	"iter"
	"runtime"
	"sync"
)

// crew bounds how many goroutines work for one Write at a time. Nothing that
// is written depends on how many there are.
type crew struct {
	places chan struct{}
	all    sync.WaitGroup
}

// newCrew makes a crew of jobs goroutines, of one a processor where jobs is 0.
func newCrew(jobs int) *crew {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return &crew{places: make(chan struct{}, jobs)}
}

// later does the work as soon as there is a place for it. The function it
// returns waits for the result.
func later[T any](c *crew, work func() (T, error)) func() (T, error) {
	var result T
	var err error
	done := make(chan struct{})
	c.all.Go(func() {
		defer close(done)
		c.places <- struct{}{}
		defer func() { <-c.places }()
		result, err = work()
	})
	return func() (T, error) {
		<-done
		return result, err
	}
}

// inOrder does the works beside each other and hands their results to use in
// the order of the works, until use wants no more. No more than ahead results for each
// place of the crew wait for their turn.
func inOrder[T any](c *crew, ahead int, works iter.Seq[func() (T, error)], use func(T) (more bool, err error)) error {
	var queue []func() (T, error)
	next := func() (bool, error) {
		result, err := queue[0]()
		if err != nil {
			return false, err
		}
		queue = queue[1:]
		return use(result)
	}
	for work := range works {
		queue = append(queue, later(c, work))
		if len(queue) < ahead*cap(c.places) {
			continue
		}
		if more, err := next(); err != nil || !more {
			return err
		}
	}
	for len(queue) > 0 {
		if more, err := next(); err != nil || !more {
			return err
		}
	}
	return nil
}
